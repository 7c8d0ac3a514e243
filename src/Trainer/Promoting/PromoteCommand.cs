using System.CommandLine;
using Streaming.Trainer.Terminal;

namespace Streaming.Trainer.Promoting;

/// <summary><c>trainer promote V</c></summary>
internal static class PromoteCommand
{
    public static Command Create(Screen screen, TimeProvider time)
    {
        var version = new Argument<string>("version") { Description = "The model's version, as 'models' lists it" };
        var command = new Command("promote", "Check a model as a worker would, then make it the champion") { version };
        var store = new StoreOption(command);
        command.SetAction(parsed =>
        {
            Promotion.Run(store.Read(parsed), parsed.GetRequiredValue(version), time, screen);
            return ExitCode.Success;
        });
        return command;
    }
}
