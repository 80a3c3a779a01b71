using Microsoft.Extensions.Logging.Abstractions;
using Tangram.Operators;
using Tangram.Prediction.Serving;
using Tangram.Scheduling;
using Tangram.Scheduling.Logging;
using Tangram.Server.Learning;
using Tangram.Server.Metrics;
using Tangram.Server.Serving;
using Tangram.Simulation.Arrivals;
using Tangram.Simulation.Events;
using Tangram.Simulation.Faults;

namespace Tangram.Twin.Tests;

/// <summary>Runs a case in the server's executor: in virtual time, on one thread, all that an event brings about before the next.</summary>
internal sealed class ServerTwin : IDisposable
{
    private readonly Pump _pump = new();
    private readonly EventQueue<Action> _events = new();
    private readonly Dictionary<ProcessId, TimedWorker> _workers = [];
    private readonly List<Task<Outcome>> _outcomes = [];
    private readonly MemoryStream _output = new();
    private readonly DecisionLog _log;
    private readonly ServingMetrics _metrics;
    private readonly ModelCounters _counters = new("twin", "1");
    private readonly RequestExecutor _executor;
    private readonly TwinCase _twin;
    private readonly IArrivals _arrivals;
    private readonly Slip _slip;
    private bool _isAhead = true;

    private ServerTwin(TwinCase twin, Slip slip)
    {
        (_twin, _slip, _arrivals) = (twin, slip, twin.Trace.Start());
        _log = new DecisionLog(_output, LogHeader.Of(twin.Layout, twin.Policies));
        _metrics = new ServingMetrics();
        var time = new VirtualTimeProvider(_events);
        var bound = new BoundApplication(
            twin.Application, new NoEntry(), new NoAnswer(), twin.FanOuts.Select((items, t) => (items, t)).ToDictionary(f => $"t{f.t}", ITaskOperator (f) => new FanOutOperator(f.items)));
        _executor = new RequestExecutor(
            shell => new Engine(twin.Layout, twin.Policies.Create(), shell, _log),
            new ExecutorSetup(
                twin.Layout,
                [.. twin.Layout.Segments.Select(s => twin.Application.Tasks[s.Tasks[0]].Variants[0] with { Name = s.Variant })],
                _metrics.Of(twin.Application.Name),
                NullLogger.Instance,
                new ServingClock(slip == Slip.WakeUps ? new SlippingTime(time) : time))
            { Application = bound, Foresight = ForesightOf(twin) });
    }

    public static Decided Run(TwinCase twin, Slip slip = Slip.None)
    {
        using var server = new ServerTwin(twin, slip);
        return server._pump.Run(server.Run);
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _log.Dispose();
        _output.Dispose();
    }

    private Decided Run()
    {
        foreach (var segment in _twin.Layout.Segments)
        {
            for (var process = 0; process < segment.Processes; process++)
            {
                Ready(new ProcessId(segment.Index, process));
            }
        }

        foreach (var failure in _twin.Failures)
        {
            _events.Schedule(failure.At, () => Fail(failure));
        }

        AwaitNext();
        while ((_isAhead || _executor.RequestsInFlight > 0) && _events.TryNext(out _, out var happens))
        {
            happens();
            _pump.Drain();
        }

        _executor.CloseLog(_log);
        Assert.All(_outcomes, o => Assert.True(o.IsCompletedSuccessfully));
        var ends = _outcomes.ConvertAll(o => o.Result);
        return new Decided(
            _output.ToArray(),
            ends.Count(o => o is Outcome.Answered { IsPartial: false }),
            ends.Count(o => o is Outcome.Answered { IsPartial: true }),
            ends.Count(o => o is Outcome.Dropped or Outcome.Failed),
            ends.Count(o => o is Outcome.Refused));
    }

    private void AwaitNext()
    {
        _isAhead = _arrivals.TryNext(out var arrival);
        if (_isAhead)
        {
            _events.Schedule(arrival.At, () => Arrive(arrival.Count));
        }
    }

    private void Arrive(long count)
    {
        for (var i = 0L; i < count; i++)
        {
            _outcomes.Add(_executor.RunApplicationAsync(new object(), new RequestTerms(_executor.Now, _twin.Objective, _counters), CancellationToken.None));
        }

        _pump.Drain();
        AwaitNext();
    }

    private void Ready(ProcessId process)
    {
        _workers[process] = new TimedWorker(_events, _twin.Layout.Segments[process.Segment], _slip);
        _executor.Ready(process, _workers[process]);
        _pump.Drain();
    }

    private void Fail(Failure failure)
    {
        if (_workers.Remove(failure.Process, out var worker))
        {
            worker.Die();
            _executor.Lost(failure.Process);
            _pump.Drain();
            _events.Schedule(_events.Now + failure.Absence, () => Ready(failure.Process));
        }
    }

    // A server learns beside the serving; here it does so at once, as the simulator does.
    private static ServedForesight? ForesightOf(TwinCase twin)
    {
        if (twin.Prediction is not { } setup)
        {
            return null;
        }

        var bound = setup.CreateBound();
        return new ServedForesight(setup, bound, new SlowdownLearner(bound, setup.Choice.CreateSignal()).Learn);
    }

    private sealed class NoEntry : IEntryOperator
    {
        public object Read(ReadOnlyMemory<byte> body) => throw new NotSupportedException("requests are not read here");
    }

    private sealed class NoAnswer : IAnswerOperator
    {
        public IReadOnlyList<AnswerTensorDescription> Tensors => [];

        public Answer Compose(object entry, IReadOnlyList<TaskResult> results) => throw new NotSupportedException("answers are not composed here");
    }
}
