using Microsoft.Extensions.Logging.Abstractions;
using Tangram.Core.Catalogs;
using Tangram.Scheduling;
using Tangram.Scheduling.Policies;
using Tangram.Server.Learning;
using Tangram.Server.Metrics;
using Tangram.Server.Serving;

namespace Tangram.Server.Tests.Serving.Fakes;

/// <summary>An executor over <see cref="Numbers"/>, with a segment for each task.</summary>
internal sealed class Bench : IDisposable
{
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    public Bench(string admission = "every", string drop = "never", string batching = "greedy", int queueLimit = 100_000, int processes = 1, int batch = 4, IDropPolicy? partial = null, ServedForesight? foresight = null)
    {
        var latency = new BatchLatency([(1, TimeSpan.FromMilliseconds(1))], 1);
        Layout = new Layout(
            [new(0, Numbers.Name, "split", IsRoot: true, [1], 1, TimeSpan.FromMilliseconds(1)), new(1, Numbers.Name, "double", IsRoot: false, [], 2, TimeSpan.Zero)],
            [new(0, "split-0", [0], 1, processes, batch, latency), new(1, "double-0", [1], 1, processes, batch, latency)])
        {
            Applications = [new LayoutApplication(Numbers.Name, PartialResults: partial is not null)],
        };
        var policies = new SchedulingPolicies(
            SchedulingCatalogs.Dispatch.Create("least-loaded", Settings.Empty),
            SchedulingCatalogs.Batching.Create(batching, Settings.Empty),
            SchedulingCatalogs.Admission.Create(admission, Settings.Empty),
            partial ?? SchedulingCatalogs.Drop.Create(drop, Settings.Empty),
            queueLimit);
        Executor = new RequestExecutor(
            shell => new Engine(Layout, policies, shell),
            new ExecutorSetup(Layout, [Numbers.Split, Numbers.Double], Metrics.Of(Numbers.Name), NullLogger.Instance, Clock)
            {
                Application = Numbers.Bound,
                TaskCounters = Counters,
                Foresight = foresight,
            });
    }

    public ServingMetrics Metrics { get; } = new();

    public ServingClock Clock { get; } = new(TimeProvider.System);

    public IReadOnlyList<ModelCounters> Counters { get; } = [new("split", "1"), new("double", "1")];

    public Layout Layout { get; }

    public RequestExecutor Executor { get; }

    public static ProcessId Process(int segment, int process = 0) => new(segment, process);

    /// <summary>Gives every process a worker that answers at once.</summary>
    public Bench WithQuickWorkers()
    {
        foreach (var segment in Layout.Segments)
        {
            for (var process = 0; process < segment.Processes; process++)
            {
                Executor.Ready(Process(segment.Index, process), new QuickWorker(segment.Tasks[0]));
            }
        }

        return this;
    }

    public HeldWorker Hold(int segment)
    {
        var worker = new HeldWorker(Layout.Segments[segment].Tasks[0]);
        Executor.Ready(Process(segment), worker);
        return worker;
    }

    public Task<Outcome> RunAsync(int n, CancellationToken cancellation = default) => Ended(Executor.RunApplicationAsync(n, Terms(), cancellation));

    public RequestTerms Terms(TimeSpan? limit = null) => new(Executor.Now, limit ?? Long, Counters[0]);

    public static Task<Outcome> Ended(Task<Outcome> outcome) => outcome.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    public void Dispose() => Metrics.Dispose();
}
