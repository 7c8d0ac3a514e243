using Streaming.Integration.Tests.Examples;
using Streaming.Integration.Tests.Processes;
using Xunit;

namespace Streaming.Integration.Tests.Aws;

/// <summary>
/// The HTTP service as an instance of Elastic Beanstalk runs it, without AWS and without Docker: built from the bundle
/// alone by the commands of its Dockerfile, behind an nginx that includes the bundle's files where the platform does.
/// </summary>
public sealed class BundledService : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/sbin/nginx", "nginx"];

    private readonly TemporaryFolder _folder = new();
    private Bundle? _bundle;
    private ChildProcess? _worker;
    private ChildProcess? _nginx;

    internal IReadOnlyList<(string Namespace, string Name, string Value)> Options => _bundle!.Options();

    internal HttpClient Http { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _bundle = await Bundle.MakeAsync("http");
        await BuildAsync();
        var ports = FreePorts.Find(2);
        _worker = ChildProcess.Start(
            "dotnet",
            [_folder.Combine("app/Streaming.Worker.dll")],
            new Dictionary<string, string?>
            {
                ["ConnectionStrings__RabbitMq"] = null,
                ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{ports[0]}",
            });
        await _worker.LineAsync(line => line.Contains("Now listening on", StringComparison.Ordinal), Patience.Token());
        StartProxy(ports[0], ports[1]);
        Http.BaseAddress = new Uri($"http://127.0.0.1:{ports[1]}");
        await Patience.UntilAsync(AnswersAsync, "nginx to answer", () => _nginx!.Errors);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var process in new[] { _nginx, _worker })
        {
            if (process is not null)
            {
                await process.DisposeAsync();
            }
        }

        _bundle?.Dispose();
        _folder.Dispose();
    }

    // The commands of the Dockerfile, and then the models beside the program.
    private async Task BuildAsync()
    {
        var app = _folder.Combine("app");
        var project = _bundle!.Combine("src", "Worker");
        await ExampleStage.OutputAsync("dotnet", ["restore", project, "--locked-mode"]);
        await ExampleStage.OutputAsync(
            "dotnet",
            [
                "publish", project, "-c", "Release", "--no-restore", "-o", app,
                "-p:UseAppHost=false", "-p:PublishDocumentationFiles=false",
            ]);
        await ExampleStage.OutputAsync("cp", ["-R", _bundle.Combine("models"), app]);
    }

    private void StartProxy(int worker, int port)
    {
        var included = _bundle!.Combine(".platform", "nginx", "conf.d");
        File.WriteAllText(_folder.Combine("nginx.conf"), $$"""
            daemon off;
            master_process off;
            pid {{_folder.Combine("nginx.pid")}};
            error_log stderr;
            events {}
            http {
                access_log off;
                client_body_temp_path {{_folder.Combine("bodies")}};
                proxy_temp_path {{_folder.Combine("answers")}};
                fastcgi_temp_path {{_folder.Combine("fastcgi")}};
                uwsgi_temp_path {{_folder.Combine("uwsgi")}};
                scgi_temp_path {{_folder.Combine("scgi")}};
                include {{included}}/*.conf;
                server {
                    listen 127.0.0.1:{{port}};
                    include {{included}}/elasticbeanstalk/*.conf;
                    location / { proxy_pass http://127.0.0.1:{{worker}}; }
                }
            }

            """);
        _nginx = ChildProcess.Start(
            Programs.First(program => File.Exists(program) || !Path.IsPathRooted(program)),
            ["-p", _folder.Path, "-e", "stderr", "-c", _folder.Combine("nginx.conf")],
            new Dictionary<string, string?>());
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var answer = await Http.GetAsync("/health/ready", Patience.Token());
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
