using Tangram.Control;
using Tangram.Control.Transitions;
using Tangram.Core.Plans;
using Tangram.Server.History;
using Tangram.Server.Inference;
using Tangram.Server.Metrics;
using Tangram.Server.Serving;

namespace Tangram.Server.Control;

/// <summary>Controls one served application: observes it, has its controller decide, and brings plans about one after the other.</summary>
internal sealed partial class ControlLoop : IAsyncDisposable
{
    private readonly ServedApplication _served;
    private readonly ApplicationSetup _setup;
    private readonly ControlSetup _control;
    private readonly HostSurroundings _around;
    private readonly Controller _controller;
    private readonly PlanRunner _runner;
    private readonly ControlRecord? _record;
    private readonly CancellationTokenSource _stopping = new();

    // Held while the controller is asked or told something, and while a change is under way.
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _change = new(1, 1);
    private Task _observing = Task.CompletedTask;
    private volatile StepStatus? _step;
    private volatile Latest _latest;

    private ControlLoop(ServedApplication served, ApplicationSetup setup, ControlSetup control, HostSurroundings around)
    {
        (_served, _setup, _control, _around) = (served, setup, control, around);
        _controller = new Controller(setup.Application, setup.Profile, setup.Plan, control.Plans, control.Settings);
        _runner = new PlanRunner(served.Host, setup.Plan, control.Inventory, control.StepTimes);
        _record = control.StateFolder is { } folder ? new ControlRecord(folder, TimeProvider.System, around.Logger) : null;
        _latest = new Latest(setup, control.Generation + 1, around.Clock.Date, FormattableString.Invariant($"plan for {setup.Plan.Applications[0].Demand:0.##} requests/s"), control.Reason);
    }

    /// <summary>Begins to observe.</summary>
    public static ControlLoop Start(ServedApplication served, ApplicationSetup setup, ControlSetup control, HostSurroundings around)
    {
        var loop = new ControlLoop(served, setup, control, around);
        loop._record?.Keep(loop.Name, loop._latest.Generation, setup.Plan);
        loop.Note("start", before: null, loop.Figures(), setup.Plan, TimeSpan.Zero);
        served.Host.ShowControl(() => new ControlGauges(loop.Figures(), loop._latest.Generation, loop._controller.Rung));
        if (control.IsAutomatic)
        {
            loop._observing = Task.Run(loop.ObserveAsync);
        }

        return loop;
    }

    /// <summary>How things stand.</summary>
    public ControlStatus Status()
    {
        var latest = _latest;
        var layout = _served.Host.Application.Layout;
        var segments = _runner.Present.Select(p => new SegmentStatus(
            layout.Segments[p.Index].Id, p.Placed.Instance.Id, p.Placed.Instance.Variant, p.Placed.Instance.SegmentType, p.Placed.Placement.Device, p.Placed.Placement.Start, p.Serves));
        return new ControlStatus(
            Name, latest.Generation, latest.Since, Mode, _controller.Rung, latest.What, latest.Why, Figures(), _controller.Shedding, _step, [.. segments.OrderBy(s => (s.Device, s.Start))], latest.Setup.Plan);
    }

    /// <summary>Does what an operator asks for, or says what that would be. Those who ask at the same time wait for each other.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="dryRun">Whether nothing is to be done.</param>
    /// <param name="cancellation">The operator went away; a change that has begun goes on.</param>
    /// <exception cref="InferenceException">The plan is not right, there is none, or it could not be gone over to.</exception>
    public async Task<PlanAnswer> AskAsync(PlanRequest request, bool dryRun, CancellationToken cancellation)
    {
        if (request.Plan is { } brought && _control.Check(_setup.Application, _latest.Setup.Profile, brought) is [var fault, ..])
        {
            throw new InferenceException(InferenceFault.Invalid, $"plan: {fault}");
        }

        await _change.WaitAsync(cancellation);
        try
        {
            return dryRun || _control.IsDryRun ? WouldDo(request, cancellation) : await DoAsync(request, cancellation);
        }
        finally
        {
            _change.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _observing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // A change that is under way ends at its next stage.
        await _change.WaitAsync();
        if (_record is not null)
        {
            await _record.DisposeAsync();
        }

        _change.Dispose();
        _stopping.Dispose();
    }

    private string Name => _setup.Application.Name;

    private string Mode => _control.IsDryRun ? "dry-run" : !_control.IsAutomatic ? "manual" : _controller.IsPinned ? "pinned" : "automatic";

    private async Task ObserveAsync()
    {
        using var timer = new PeriodicTimer(_control.Interval);
        while (await timer.WaitForNextTickAsync(_stopping.Token))
        {
            try
            {
                if (_served.Host.Observer.Take(_around.Clock.Now) is { } observation)
                {
                    Decide(observation);
                }
            }
            catch (Exception fault) when (fault is not (OutOfMemoryException or OperationCanceledException))
            {
                // Serving goes on by the plan that runs.
                Log.Broke(_around.Logger, fault);
            }
        }
    }

    // Only who holds the turn decides on a change, so none is decided on while an operator's is under way.
    private void Decide(Tangram.Control.Observing.Observation observation)
    {
        var runs = RunTimeFactors.AsMeasured(observation.Runs, _latest.Setup.Profile, _setup.Profile);
        var hasTurn = _change.Wait(TimeSpan.Zero);
        var isHandedOn = false;
        try
        {
            lock (_gate)
            {
                if (_controller.Observe(observation with { Runs = runs }, mayAct: hasTurn, _stopping.Token) is { } action)
                {
                    _ = ActAsync(action);
                    isHandedOn = true;
                }
            }
        }
        finally
        {
            if (hasTurn && !isHandedOn)
            {
                _change.Release();
            }
        }
    }

    // With the turn, which it ends.
    private async Task ActAsync(ControlAction action)
    {
        await Task.Yield();
        try
        {
            await TakeAsync(action);
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or OperationCanceledException))
        {
            Log.Broke(_around.Logger, fault);
        }
        finally
        {
            _change.Release();
        }
    }

    private ControlFigures Figures() => ControlFigures.Of(_latest.Setup.Plan, Name, _controller.Demand?.RequestsPerSecond, _served.Host.Attainment);

    private void Note(string kind, ControlFigures? before, ControlFigures after, Plan? plan, TimeSpan took)
    {
        var latest = _latest;
        Log.Did(_around.Logger, Name, kind, latest.What, latest.Why);
        _record?.Note(new HistoryEntry(_around.Clock.Date, Name, kind, latest.What, latest.Why)
        {
            Before = before?.ToHistory(),
            After = after.ToHistory(),
            Plan = plan,
            HasPlan = plan is not null,
            DurationMilliseconds = took.TotalMilliseconds,
        });
    }

    /// <param name="Setup">What runs: the application, plan and profile as they are counted.</param>
    /// <param name="Generation">How many plans have run.</param>
    /// <param name="Since">When the last one took over.</param>
    /// <param name="What">What was done last.</param>
    /// <param name="Why">Why.</param>
    private sealed record Latest(ApplicationSetup Setup, long Generation, DateTimeOffset Since, string What, string Why);

    private static partial class Log
    {
        [LoggerMessage(40, LogLevel.Information, "Application {Application}: {Kind}: {What}, since {Why}")]
        public static partial void Did(ILogger logger, string application, string kind, string what, string why);

        [LoggerMessage(41, LogLevel.Information, "Application {Application}: {Step} {Segment}")]
        public static partial void Step(ILogger logger, string application, StepKind step, string? segment);

        [LoggerMessage(42, LogLevel.Error, "Application {Application}: the plan could not be gone over to; what ran before is brought back: {Reason}")]
        public static partial void Failed(ILogger logger, string application, string reason);

        [LoggerMessage(43, LogLevel.Critical, "Application {Application}: what ran before could not be brought back either: {Reason}")]
        public static partial void Stuck(ILogger logger, string application, string reason);

        [LoggerMessage(44, LogLevel.Error, "The control loop failed; serving goes on by the plan that runs")]
        public static partial void Broke(ILogger logger, Exception fault);
    }
}
