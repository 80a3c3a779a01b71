using Tangram.Control.Estimating;
using Tangram.Control.Ladder;
using Tangram.Control.Observing;
using Tangram.Core.Applications;
using Tangram.Core.Plans;
using Tangram.Core.Profiles;
using Tangram.Core.Time;

namespace Tangram.Control;

/// <summary>Decides when an application is planned anew, and what is done where no plan carries its demand.</summary>
/// <remarks>Not thread-safe. The time is that of the observations.</remarks>
public sealed class Controller
{
    /// <summary>Takes over an application that runs.</summary>
    /// <param name="application">As its file says.</param>
    /// <param name="profile">As measured.</param>
    /// <param name="running">The plan that runs; one of its applications is <paramref name="application"/>.</param>
    /// <param name="source">Makes plans; asked within <see cref="Observe"/> and <see cref="Force"/>.</param>
    /// <param name="settings">When to act.</param>
    public Controller(Application application, ProfileTable profile, Plan running, IPlanSource source, ControlSettings settings) => throw new NotImplementedException();

    /// <summary>The plan that runs; while <see cref="IsChanging"/>, the one before.</summary>
    public Plan Running => throw new NotImplementedException();

    /// <summary>How far down the ladder it is.</summary>
    public Rung Rung => throw new NotImplementedException();

    /// <summary>Which requests are refused at the door.</summary>
    public Shedding Shedding => throw new NotImplementedException();

    /// <summary>Requests per second that the running plan is known to carry.</summary>
    public double Carries => throw new NotImplementedException();

    /// <summary>The demand as it is thought to be; null before the first observation.</summary>
    public DemandEstimate? Demand => throw new NotImplementedException();

    /// <summary>Requests per second that a plan would be made for now.</summary>
    public double Wanted => throw new NotImplementedException();

    /// <summary>How long there is to be reason to go down before it is done.</summary>
    public TimeSpan Hold => throw new NotImplementedException();

    /// <summary>Whether an action with a plan is under way, neither applied nor failed.</summary>
    public bool IsChanging => throw new NotImplementedException();

    /// <summary>Whether an operator's plan is kept whatever is observed.</summary>
    public bool IsPinned => throw new NotImplementedException();

    /// <summary>Takes note of what was seen, and says what to change; null for nothing.</summary>
    /// <param name="observation">Later than those before.</param>
    /// <param name="cancellationToken">Stops the planning.</param>
    /// <remarks>An action without a plan is in force at once. One with a plan is so from <see cref="Applied"/> on; until then nothing else is asked for.</remarks>
    public ControlAction? Observe(Observation observation, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Says that the plan of an action runs.</summary>
    public void Applied(ControlAction action, Instant at) => throw new NotImplementedException();

    /// <summary>Says that the plan of an action could not be gone over to, and what ran before does so still.</summary>
    public void Failed(ControlAction action, Instant at) => throw new NotImplementedException();

    /// <summary>Does what an operator says: goes over to a plan, or plans for a demand, and keeps that until <see cref="Release"/>; with neither, releases and plans for the demand there is.</summary>
    /// <param name="plan">The plan; null to make one.</param>
    /// <param name="requestsPerSecond">The demand to plan for; null for the estimate.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="cancellationToken">Stops the planning.</param>
    /// <exception cref="InvalidOperationException">A change is under way.</exception>
    public ControlAction Force(Plan? plan, double? requestsPerSecond, string reason, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Lets the controller decide again.</summary>
    public void Release() => throw new NotImplementedException();
}
