using System.Globalization;
using Tangram.Core.Applications;
using Tangram.Operators;
using Tangram.Scheduling;
using Tangram.Scheduling.Logging;
using Tangram.Server.Endpoints;
using Tangram.Server.Learning;
using Tangram.Server.Metrics;
using Tangram.Server.Options;
using Tangram.Server.Serving;

namespace Tangram.Server;

/// <summary>A running server: its workers are ready and its port is open.</summary>
public sealed partial class TangramServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly WorkerFleet _fleet;
    private readonly RequestExecutor _executor;
    private readonly ServingMetrics _metrics;
    private readonly PrometheusText _text;
    private readonly DecisionLog? _log;
    private readonly SlowdownTeacher? _teacher;

    private TangramServer(WebApplication web, WorkerFleet fleet, RequestExecutor executor, ServingMetrics metrics, PrometheusText text, DecisionLog? log, SlowdownTeacher? teacher) =>
        (_web, _fleet, _executor, _metrics, _text, _log, _teacher) = (web, fleet, executor, metrics, text, log, teacher);

    /// <summary>Where it listens, such as <c>http://127.0.0.1:8000</c>.</summary>
    public Uri Address => HttpFront.AddressOf(_web);

    /// <summary>Starts the workers, then opens the port.</summary>
    /// <exception cref="ArgumentException">The plan does not fit the application, or a policy is not known.</exception>
    /// <exception cref="IOException">The port or the decision log cannot be opened.</exception>
    public static async Task<TangramServer> StartAsync(ServerSetup setup, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var layout = LayoutBuilder.Build(setup.Application, setup.Plan, setup.Profile);
        var variants = VariantsOf(setup, layout);
        var metrics = new ServingMetrics(setup.Application.Name);
        var text = new PrometheusText(metrics.Meter);
        var web = HttpFront.Build(setup.Options);
        var logger = web.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Tangram");
        var bound = new BoundApplication(setup.Application);
        var log = OpenLog(setup.Options, layout);
        SlowdownTeacher? teacher = null;
        var foresight = setup.Prediction is { } prediction ? new ServedForesight(prediction, prediction.CreateBound(), batch => teacher!.Tell(batch)) : null;
        var executor = new RequestExecutor(
            shell => new Engine(layout, setup.Options.Policies.Create(), shell, log), layout, bound, variants, metrics, logger, TimeProvider.System, foresight);
        teacher = TeacherOf(setup, executor, logger);
        metrics.Observe(executor.QueueLengths, () => executor.RequestsInFlight);
        WorkerFleet fleet;
        try
        {
            fleet = await WorkerFleet.StartAsync(setup, layout, variants, executor, metrics, logger, cancellation);
        }
        catch
        {
            executor.CloseLog(log);
            await DisposeAsync(teacher);
            throw;
        }

        var server = new TangramServer(web, fleet, executor, metrics, text, log, teacher);
        try
        {
            var served = new ServedApplication(bound, executor, ModelsOf(layout, variants, fleet), setup.Options);
            HttpFront.Serve(web, served, text, logger);
            await web.StartAsync(cancellation);
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
        _executor.Drain();
        await _web.DisposeAsync();
        await _fleet.DisposeAsync();
        await DisposeAsync(_teacher);
        _executor.CloseLog(_log);
        _text.Dispose();
        _metrics.Dispose();
    }

    private static SlowdownTeacher? TeacherOf(ServerSetup setup, RequestExecutor executor, ILogger logger)
    {
        if (setup.Prediction is not { } prediction)
        {
            return null;
        }

        // Runs of a server have identifiers of their own, so that files of several can be joined.
        var run = TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        var observations = setup.Options.Observations is { } file ? new ObservationLog(file, run, fault => Log.ObservationsLost(logger, file, fault)) : null;
        return new SlowdownTeacher(prediction, executor.Learned, observations, TimeProvider.System);
    }

    private static ValueTask DisposeAsync(SlowdownTeacher? teacher) => teacher?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static DecisionLog? OpenLog(ServerOptions options, Layout layout) =>
        options.DecisionLog is { } file ? new DecisionLog(File.Create(file), LogHeader.Of(layout, options.Policies)) : null;

    private static List<Variant> VariantsOf(ServerSetup setup, Layout layout)
    {
        var instances = setup.Plan.Instances.ToDictionary(i => i.Id, StringComparer.Ordinal);
        return [.. layout.Segments.Select(s =>
        {
            var instance = instances[s.Id];
            return setup.Application.Task(instance.Serves[0].Task).Variants.FirstOrDefault(v => string.Equals(v.Name, instance.Variant, StringComparison.Ordinal))
                ?? throw new ArgumentException($"the plan's instance {s.Id} uses variant '{instance.Variant}', which the application does not have", nameof(setup));
        })];
    }

    private static Dictionary<string, ServedModel> ModelsOf(Layout layout, List<Variant> variants, WorkerFleet fleet) =>
        layout.Tasks.ToDictionary(
            t => t.Name,
            t =>
            {
                var segment = layout.Segments.First(s => s.Serves(t.Index)).Index;
                return new ServedModel(t.Index, variants[segment], fleet.Models[segment]);
            },
            StringComparer.Ordinal);

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Warning, "Observations are not written to {File} any more")]
        public static partial void ObservationsLost(ILogger logger, string file, Exception fault);
    }
}
