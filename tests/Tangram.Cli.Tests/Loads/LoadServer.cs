using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tangram.Cli.Tests.Loads;

/// <summary>A server on a free port that answers as a test wants.</summary>
internal sealed class LoadServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private LoadServer(WebApplication server) => _server = server;

    /// <summary>An address at which nobody listens: port 9, discard, is one that only the system may open.</summary>
    public static Uri Nobody { get; } = new("http://127.0.0.1:9/");

    public Uri Address => new(_server.Urls.First());

    /// <summary>Starts it.</summary>
    /// <param name="answer">Answers a request; is given its body.</param>
    public static async Task<LoadServer> StartAsync(Func<HttpContext, string, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        server.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            await answer(context, await reader.ReadToEndAsync(context.RequestAborted));
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new LoadServer(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
