using Tangram.Control.Deciding;
using Tangram.Control.Estimating;
using Tangram.Control.Ladder;
using Tangram.Control.Observing;
using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Core.Time;

namespace Tangram.Control;

/// <summary>Decides when an application is planned anew, and what is done where no plan carries its demand [N].</summary>
/// <remarks>
/// Not thread-safe. The time is that of the observations; nothing is done for the time alone.
/// <para>
/// Upward as soon as the estimate exceeds what the plan carries, beyond noise; downward once there was reason to for the whole hold, which grows as the
/// demand turns to and fro. A demand that a plan can carry, of unchanging requests, brings at most (u + v) · (1 + d + 2·T ÷ l) changes of plan in a time T,
/// where d are the doublings of the hold and l is the longest hold (<see cref="ControlSettings.LongestHold"/>), and u = 1 + ln a ÷ ln g and
/// v = 1 + ln a ÷ ln(1 ÷ f) are the steps up and down in one swing: a is the largest demand planned for over the smallest, f the lower fraction, and
/// g = (1 + headroom) ÷ (1 + margin share × headroom). For every step up is to at least g times what was carried, since it is taken beyond
/// estimate × (1 + margin share × headroom) and to at least estimate × (1 + headroom); every step down is to less than f times it; and every change of
/// direction waits for the hold.
/// </para>
/// </remarks>
public sealed class Controller
{
    private readonly ControlSettings _settings;
    private readonly Conditions _conditions;
    private readonly PlanDesk _desk;
    private readonly Descent _descent;
    private readonly Ascent _ascent;
    private readonly BackOff _backOff;
    private readonly Pace _pace;
    private Standing _standing;
    private (ControlAction Action, Standing Standing)? _pending;
    private (Opportunity Opportunity, Instant Since)? _waiting;
    private Instant _now;

    // What was observed before, at least in part, is of the time of the change.
    private Instant _changedAt = Instant.Start;

    /// <summary>Takes over an application that runs.</summary>
    /// <param name="application">As its file says.</param>
    /// <param name="profile">As measured.</param>
    /// <param name="running">The plan that runs; one of its applications is <paramref name="application"/>.</param>
    /// <param name="source">Makes plans; asked within <see cref="Observe"/> and <see cref="Force"/>.</param>
    /// <param name="settings">When to act.</param>
    /// <exception cref="ArgumentException">The plan is not for the application, or no estimator is called as the settings say.</exception>
    public Controller(Application application, ProfileTable profile, Plan running, IPlanSource source, ControlSettings settings)
    {
        ArgumentNullException.ThrowIfNull(application);
        ArgumentNullException.ThrowIfNull(running);
        (_settings, _conditions, _backOff, _pace) = (settings, new Conditions(application, profile, settings), new BackOff(settings), new Pace(settings));
        _desk = new PlanDesk(source);
        _descent = new Descent(_desk, settings);
        _ascent = new Ascent(_desk, _descent, settings);
        _standing = Afresh(running);
    }

    /// <summary>The plan that runs; while <see cref="IsChanging"/>, the one before.</summary>
    public Plan Running => _standing.Plan;

    /// <summary>How far down the ladder it is.</summary>
    public Rung Rung => _standing.Rung;

    /// <summary>Which requests are refused at the door.</summary>
    public Shedding Shedding => _standing.Shedding;

    /// <summary>Requests per second that the running plan is known to carry.</summary>
    public double Carries => _standing.Carries;

    /// <summary>The demand as it is thought to be; null before the first observation.</summary>
    public DemandEstimate? Demand => _conditions.Demand;

    /// <summary>Requests per second that a plan would be made for now.</summary>
    public double Wanted => _conditions.Need.Wanted;

    /// <summary>Requests per second to plan for below which a smaller plan is asked for; of the rungs that refuse nobody.</summary>
    public double AsksBelow => _settings.LowerFraction * _standing.Tried;

    /// <summary>How long there is to be reason to go down before it is done.</summary>
    public TimeSpan Hold => _backOff.HoldAt(_now);

    /// <summary>Requests answered in time of those that ended lately, 0 to 1; null where too few ended under the running plan.</summary>
    public double? Attainment => _conditions.Attainment.Attainment;

    /// <summary>Whether an action with a plan is under way, neither applied nor failed.</summary>
    public bool IsChanging => _pending is not null;

    /// <summary>Whether an operator's plan is kept whatever is observed.</summary>
    public bool IsPinned { get; private set; }

    /// <summary>Takes note of what was seen, and says what to change; null for nothing.</summary>
    /// <param name="observation">Later than those before.</param>
    /// <param name="mayAct">Whether something could be changed now; otherwise it is only taken note of.</param>
    /// <param name="cancellationToken">Stops the planning.</param>
    /// <remarks>
    /// An action without a plan is in force at once. One with a plan, all of it, is so from <see cref="Applied"/> on; until then nothing else is asked for.
    /// </remarks>
    public ControlAction? Observe(Observation observation, bool mayAct, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(observation);
        _now = observation.At;
        _conditions.Observe(observation, _standing.Plan, isSettled: !IsChanging && _now - _changedAt >= observation.Span);
        if (!mayAct)
        {
            return null;
        }

        if (IsChanging || IsPinned || _pace.IsTooSoonAfterFailure(_now))
        {
            _waiting = null;
            return null;
        }

        var change = _conditions.Compare(_standing.Model);
        return Urgent(change, cancellationToken) ?? Patient(change, cancellationToken);
    }

    /// <summary>Says that the plan of an action runs.</summary>
    /// <exception cref="InvalidOperationException">It has one, and is not under way.</exception>
    public void Applied(ControlAction action, Instant at)
    {
        if (End(action) is { } standing)
        {
            (_standing, _changedAt) = (standing, at);
            _pace.Succeeded(at);
            _conditions.Attainment.Restart();
        }
    }

    /// <summary>Says that the plan of an action could not be gone over to, and what ran before does so still. It is tried again after a while, which doubles each time.</summary>
    /// <exception cref="InvalidOperationException">It has one, and is not under way.</exception>
    public void Failed(ControlAction action, Instant at)
    {
        if (End(action) is not null)
        {
            (IsPinned, _changedAt) = (false, at);
            _pace.Failed(at);
            _conditions.Attainment.Restart();
        }
    }

    /// <summary>Does what an operator says: goes over to a plan, or plans for a demand, and keeps that until <see cref="Release"/>; with neither, releases and plans for the demand there is.</summary>
    /// <param name="plan">The plan; null to make one.</param>
    /// <param name="requestsPerSecond">The demand to plan for, above 0; null for the estimate.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="cancellationToken">Stops the planning.</param>
    /// <returns>The change; without a plan where there is none for that demand, which its reason says, or where it is the one that runs.</returns>
    /// <exception cref="InvalidOperationException">A change is under way.</exception>
    public ControlAction Force(Plan? plan, double? requestsPerSecond, string reason, CancellationToken cancellationToken)
    {
        if (IsChanging)
        {
            throw new InvalidOperationException("a change of plan is under way; it is to end first");
        }

        var model = _standing.Model;
        if (plan is null && requestsPerSecond is null)
        {
            Release();
            return Begin(_descent.Decide(_standing, model, _conditions.Need, reason, cancellationToken), Direction.Up);
        }

        (plan, var why) = plan is null ? _desk.Ask(model, model.Application.Objectives.Accuracy, requestsPerSecond, _standing.Plan, cancellationToken) : (plan, string.Empty);
        if (plan is null)
        {
            return ActionOf(_standing, null, "keep the plan", $"{reason}; {why}");
        }

        IsPinned = true;
        var forced = Afresh(plan) with { Model = model };
        return Begin(new Move(forced, FormattableString.Invariant($"plan for {forced.Carries:0.##} requests/s, to be kept"), reason), Direction.Up);
    }

    /// <summary>Lets the controller decide again.</summary>
    public void Release() => IsPinned = false;

    // What cannot wait: more demand than is carried, requests or run times that ask for more, answers that come too late.
    private ControlAction? Urgent(ModelChange? change, CancellationToken cancellation)
    {
        var need = _conditions.Need;
        var model = change?.Model ?? _standing.Model;
        if (_standing.Rung != Rung.Refuse && need.Exceeds(_standing.Carries, _standing.Shedding.BelowPriority) && (_pace.IsDue(_now) || IsOnTheWayDown(need, cancellation)))
        {
            var why = FormattableString.Invariant($"{need}, the plan carries {_standing.Carries:0.##}");
            return Begin(_descent.Decide(_standing, model, need, change is null ? why : $"{why}; {change.Why}", cancellation), Direction.Up);
        }

        if (!_pace.IsDue(_now))
        {
            return null;
        }

        if (change is { IsHeavier: true })
        {
            // What was carried is to be carried still: a smaller plan waits for the hold, whatever the reason to plan.
            return Begin(_descent.Decide(_standing, model, need with { AtLeast = Math.Max(_settings.LeastDemand, _standing.Carries) }, change.Why, cancellation), Direction.Up);
        }

        return _conditions.Attainment.IsShort && _standing.Rung < Rung.Shed ? MoreHeadroom(model, cancellation) : null;
    }

    private ControlAction MoreHeadroom(Model model, CancellationToken cancellation)
    {
        var why = FormattableString.Invariant($"{_conditions.Attainment.Attainment:P1} of the requests were answered in time, less than {_settings.AttainmentTarget:P1}");
        _conditions.Attainment.Raise(_now);

        // Whatever the estimate, a plan that falls short is followed by one for more.
        var need = _conditions.Need with { AtLeast = Math.Max(_settings.LeastDemand, _standing.Carries * (1 + _settings.HeadroomStep)) };
        return Begin(_descent.Decide(_standing, model, need, why, cancellation), Direction.Up);
    }

    // On the ladder, where it is known that no plan carries what is needed, the next rung does not wait.
    private bool IsOnTheWayDown(Need need, CancellationToken cancellation) => _standing.Rung switch
    {
        Rung.Objectives => false,
        Rung.LowerAccuracy => _desk.Capacity(_standing.Model, _standing.Model.Application.Objectives.AccuracyFloor, _standing.Plan, cancellation) < need.Needed,
        _ => true,
    };

    // What waits for the hold, through which there is to be reason for it all the time.
    private ControlAction? Patient(ModelChange? change, CancellationToken cancellation)
    {
        var need = _conditions.Need;
        var opportunity = change is null ? _ascent.Find(_standing, need, cancellation) : change.IsHeavier ? Opportunity.None : Opportunity.CountLess;
        if (opportunity == Opportunity.None)
        {
            _waiting = null;
            return null;
        }

        if (_waiting?.Opportunity != opportunity)
        {
            _waiting = (opportunity, _now);
        }

        if (_now - _waiting.Value.Since < Hold)
        {
            return null;
        }

        _waiting = null;
        var move = opportunity == Opportunity.CountLess ? CountLess(change!, need, cancellation) : _ascent.Take(opportunity, _standing, need, cancellation);
        return move is null ? null : Begin(move, Direction.Down);
    }

    private Move CountLess(ModelChange change, Need need, CancellationToken cancellation)
    {
        var move = _descent.Decide(_standing, change.Model, need, change.Why, cancellation);
        return move.Standing.Rung == _standing.Rung && _standing.Rung < Rung.Shed && !PlanComparison.IsBetter(move.Standing.Plan, _standing.Plan, change.Model.Application.Name)
            ? move with { Standing = move.Standing with { Plan = _standing.Plan, Carries = _standing.Carries, Tried = Math.Min(need.Wanted, _standing.Carries) } }
            : move;
    }

    private ControlAction Begin(Move move, Direction direction)
    {
        _waiting = null;
        var isSame = PlanComparison.AreSame(move.Standing.Plan, _standing.Plan);
        var standing = isSame ? move.Standing with { Plan = _standing.Plan } : move.Standing;
        var isOnlyCounted = isSame && standing.Rung == _standing.Rung && standing.Shedding == _standing.Shedding;
        var action = ActionOf(standing, isSame ? null : standing.Plan, isOnlyCounted ? "keep the plan" : move.What, move.Why);
        if (!isOnlyCounted)
        {
            _backOff.Moved(direction, _now);
        }

        if (isSame)
        {
            _standing = standing;
        }
        else
        {
            _pending = (action, standing);
        }

        // A look at what less would do is not to delay more.
        if (direction == Direction.Up || !isOnlyCounted)
        {
            _pace.Acted(_now);
        }

        return action;
    }

    private Standing? End(ControlAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        if (action.Plan is null)
        {
            return null;
        }

        if (_pending is not { } pending || !ReferenceEquals(pending.Action, action))
        {
            throw new InvalidOperationException($"'{action.What}' is not under way");
        }

        _pending = null;
        return pending.Standing;
    }

    private Standing Afresh(Plan plan)
    {
        var application = _conditions.Declared.Application;
        return new Standing(_conditions.Declared, plan, application.Objectives.Accuracy, Rung.Objectives, Shedding.None, PlanComparison.Of(plan, application.Name).Demand);
    }

    private ControlAction ActionOf(Standing standing, Plan? plan, string what, string why) => new(
        plan, standing.Model.At(standing.Accuracy), standing.Model.Profile, standing.Rung, standing.Shedding, what, why, _conditions.Demand?.RequestsPerSecond ?? 0);
}
