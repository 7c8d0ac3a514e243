using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Streaming.Worker.CommandLine;

/// <summary>The usual help, then every setting with its default, then examples.</summary>
internal sealed class HelpWithSettings(HelpAction usual) : SynchronousCommandLineAction
{
    private const string Examples = """
        Examples:
          dotnet run --project src/Worker
          ConnectionStrings__RabbitMq=amqp://guest:guest@localhost:5672/ dotnet run --project src/Worker
          dotnet run -c Release --project src/Worker -- demo --count 50000
        """;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is not RootCommand)
        {
            return exitCode;
        }

        output.WriteLine("Settings (environment variables; they override appsettings.json):");
        var width = Settings.All.Max(setting => setting.Name.Length);
        foreach (var setting in Settings.All)
        {
            var name = setting.Name.PadRight(width);
            output.WriteLine($"  {name}  {setting.Description}. Default: {setting.Default}");
        }

        output.WriteLine();
        output.WriteLine(Examples);
        return exitCode;
    }
}
