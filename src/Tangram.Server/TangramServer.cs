using Tangram.Server.Endpoints;
using Tangram.Server.Metrics;
using Tangram.Server.Serving;
using Tangram.Server.Tracing;

namespace Tangram.Server;

/// <summary>A running server: its workers are ready and its ports are open.</summary>
public sealed class TangramServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly ServingMetrics _metrics = new();
    private readonly PrometheusText _text;
    private readonly ServingModels _models;
    private readonly RequestTracing? _tracing;

    private TangramServer(ServerSetup setup)
    {
        _web = HttpFront.Build(setup.Options);
        _text = new PrometheusText(_metrics.Meter);
        var logger = _web.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Tangram");
        var clock = new ServingClock(TimeProvider.System);
        _tracing = setup.Options.Traces is { } traces ? new RequestTracing(traces, clock) : null;
        _models = new ServingModels(new HostSurroundings(setup.Options, _metrics, logger, clock), setup);
    }

    /// <summary>Where it listens for HTTP, such as <c>http://127.0.0.1:8000</c>.</summary>
    public Uri Address => HttpFront.AddressesOf(_web)[0];

    /// <summary>Where it listens for gRPC.</summary>
    public Uri GrpcAddress => HttpFront.AddressesOf(_web)[1];

    /// <summary>Where it shows its metrics.</summary>
    public Uri MetricsAddress => HttpFront.AddressesOf(_web)[2];

    /// <summary>Starts the workers, then opens the ports.</summary>
    /// <exception cref="ArgumentException">The plan does not fit the application, or a policy is not known.</exception>
    /// <exception cref="IOException">A port or the decision log cannot be opened.</exception>
    public static async Task<TangramServer> StartAsync(ServerSetup setup, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var server = new TangramServer(setup);
        try
        {
            await server._models.StartAsync(cancellation);
            HttpFront.Serve(server._web, server._models.FrontOf(server._text, server._tracing));
            server._web.Lifetime.ApplicationStopping.Register(() => _ = server._models.DrainAsync());
            await server._web.StartAsync(cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the process is told to end (SIGTERM, Ctrl-C) or <paramref name="cancellation"/>, and lets accepted requests finish.</summary>
    public async Task RunUntilStoppedAsync(CancellationToken cancellation)
    {
        await using var _ = cancellation.Register(_web.Lifetime.StopApplication);
        await _web.WaitForShutdownAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _ = _models.DrainAsync();
        await _web.DisposeAsync();
        await _models.DisposeAsync();
        _tracing?.Dispose();
        _text.Dispose();
        _metrics.Dispose();
    }
}
