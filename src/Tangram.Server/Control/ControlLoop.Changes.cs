using System.Diagnostics;
using Tangram.Control;
using Tangram.Control.Ladder;
using Tangram.Control.Transitions;
using Tangram.Core.Plans;
using Tangram.Devices.Partitioning;
using Tangram.Devices.Workers;
using Tangram.Planning;
using Tangram.Server.History;
using Tangram.Server.Inference;
using Tangram.Server.Serving;

namespace Tangram.Server.Control;

/// <content>How what was decided is done, with the turn of <c>_change</c> held.</content>
internal sealed partial class ControlLoop
{
    private static readonly Transition Nothing = new([], [], 0, TimeSpan.Zero);

    private PlanAnswer WouldDo(PlanRequest request, CancellationToken cancellation)
    {
        var demand = request.Demand ?? _controller.Wanted;
        var plan = request.Plan ?? PlanFor(demand, cancellation);
        var why = request.Plan is null ? FormattableString.Invariant($"an operator asked what {demand:0.##} requests/s would take") : "an operator asked what this plan would take";
        return AnswerOf(plan, _runner.Foresee(plan, demand), "dry run: nothing is changed", why, _controller.Rung, taken: false);
    }

    /// <exception cref="InferenceException">There is none.</exception>
    private Plan PlanFor(double demand, CancellationToken cancellation)
    {
        var now = _latest.Setup;
        return _control.Plans.Plan(now.Application, now.Profile, demand, now.Plan, cancellation) switch
        {
            PlanningOutcome.Planned planned => planned.Plan,
            PlanningOutcome.Infeasible infeasible => throw new InferenceException(InferenceFault.Invalid, infeasible.Explanation),
            var other => throw new InvalidOperationException($"no answer is known for {other}"),
        };
    }

    private async Task<PlanAnswer> DoAsync(PlanRequest request, CancellationToken cancellation)
    {
        if (request is { Plan: null, Demand: { } demand })
        {
            // The controller would keep what runs; an operator is told that there is no such plan.
            PlanFor(demand, cancellation);
        }

        ControlAction action;
        lock (_gate)
        {
            action = _controller.Force(request.Plan, request.Demand, "an operator asked for it", cancellation);
            if (request.Release)
            {
                _controller.Release();
            }
        }

        return await TakeAsync(action) is { } transition
            ? AnswerOf(_latest.Setup.Plan, transition, action.What, action.Why, action.Rung, taken: action.Plan is not null)
            : throw new InferenceException(InferenceFault.Failed, "the plan could not be gone over to, and what ran before was brought back; the server's log says why");
    }

    private PlanAnswer AnswerOf(Plan plan, Transition transition, string what, string why, Rung rung, bool taken) => new(
        taken, _latest.Generation, what, why, rung, [.. transition.Steps.Select(StepStatus.Of)], [.. transition.Kept.Select(k => k.Target.Instance.Id)], transition.LowestCapacity, transition.Dip.TotalMilliseconds, plan);

    // The transition that was made; null where it failed.
    private async Task<Transition?> TakeAsync(ControlAction action)
    {
        var (before, started) = (Figures(), Stopwatch.GetTimestamp());
        var kind = action.Plan is not null ? HistoryKinds.Plan : HistoryKinds.Rung;
        if (_control.IsDryRun)
        {
            TakeDry(action, before);
            return Nothing;
        }

        // Who is refused is refused before capacity goes, and let in again after it came.
        var loosens = action.Shedding == Shedding.None;
        if (!loosens)
        {
            _served.Host.Executor.Shed(action.Shedding);
        }

        var setup = _latest.Setup with { Application = action.Application, Profile = action.Profile, Plan = action.Plan ?? _latest.Setup.Plan };
        var isChange = action.Plan is not null || !ReferenceEquals(setup.Profile, _latest.Setup.Profile) || !ReferenceEquals(setup.Application, _latest.Setup.Application);
        var transition = isChange ? await ChangeAsync(setup, action.Demand) : Nothing;
        if (transition is null)
        {
            Fail(action, before, Stopwatch.GetElapsedTime(started));
            return null;
        }

        if (loosens)
        {
            _served.Host.Executor.Shed(Shedding.None);
        }

        lock (_gate)
        {
            _controller.Applied(action, _around.Clock.Now);
        }

        var isNew = action.Plan is not null;
        _latest = new Latest(setup, _latest.Generation + (isNew ? 1 : 0), isNew ? _around.Clock.Date : _latest.Since, action.What, action.Why);
        var after = Figures() with { LowestCapacity = isNew ? transition.LowestCapacity : null, DipMilliseconds = isNew ? transition.Dip.TotalMilliseconds : null };
        Note(kind, before, after, action.Plan, Stopwatch.GetElapsedTime(started));
        return transition;
    }

    private void TakeDry(ControlAction action, ControlFigures before)
    {
        lock (_gate)
        {
            // It goes on as if it had been done; otherwise it would say the same every second.
            _controller.Applied(action, _around.Clock.Now);
        }

        _latest = _latest with { What = action.What, Why = action.Why };
        Note("dry-run", before, action.Plan is { } plan ? ControlFigures.Of(plan, Name, action.Demand, before.Attainment) : before, action.Plan, TimeSpan.Zero);
    }

    private void Fail(ControlAction action, ControlFigures before, TimeSpan took)
    {
        lock (_gate)
        {
            _controller.Failed(action, _around.Clock.Now);
        }

        _served.Host.Executor.Shed(_controller.Shedding);
        _latest = _latest with { What = $"failed: {action.What}", Why = action.Why };
        Note(HistoryKinds.Failure, before, Figures(), plan: null, took);
    }

    private async Task<Transition?> ChangeAsync(ApplicationSetup setup, double demand)
    {
        var before = _latest.Setup;
        try
        {
            _record?.Keep(Name, _latest.Generation + 1, setup.Plan);
            return await GoAsync(setup, demand, _stopping.Token);
        }
        catch (Exception fault) when (fault is WorkerStartException or WorkerLostException or ModelFailedException or PartitioningException or ArgumentException)
        {
            Log.Failed(_around.Logger, Name, fault.Message);
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or OperationCanceledException))
        {
            Log.Broke(_around.Logger, fault);
        }
        finally
        {
            _step = null;
        }

        await BringBackAsync(before, demand);
        return null;
    }

    private async Task BringBackAsync(ApplicationSetup before, double demand)
    {
        try
        {
            await _runner.StopIdleAsync();
            _record?.Keep(Name, _latest.Generation, before.Plan);
            await GoAsync(before, demand, _stopping.Token);
        }
        catch (Exception fault) when (fault is WorkerStartException or WorkerLostException or ModelFailedException or PartitioningException or ArgumentException)
        {
            Log.Stuck(_around.Logger, Name, fault.Message);
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or OperationCanceledException))
        {
            Log.Broke(_around.Logger, fault);
        }
        finally
        {
            _step = null;
        }
    }

    private async Task<Transition> GoAsync(ApplicationSetup setup, double demand, CancellationToken cancellation)
    {
        var prediction = _control.Foresee(setup.Plan, setup.Profile);
        var hosted = PlannedHosting.Of(setup with { Prediction = prediction }, _around.Options.Policies, _served.Host.Application.Bound);
        var transition = _runner.Foresee(setup.Plan, demand);
        await _runner.GoAsync(setup.Plan, hosted, transition, Begin, cancellation);
        _served.Publish();
        return transition;
    }

    private void Begin(TransitionStep step)
    {
        _step = StepStatus.Of(step);
        Log.Step(_around.Logger, Name, step.Kind, step.Segment?.Placement.Instance);
    }
}
