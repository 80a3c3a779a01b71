using Tangram.Control.Observing;
using Tangram.Core.Time;

namespace Tangram.Control.Tests;

/// <summary>Shows a controller a second at a time, and does at once whatever it says.</summary>
internal sealed class Stage(Controller controller)
{
    private double _rest;

    public Instant Now { get; private set; } = Instant.Start;

    /// <summary>How long a change of plan takes, in whole seconds.</summary>
    public int ChangeSeconds { get; init; }

    public List<(Instant At, ControlAction Action)> Actions { get; } = [];

    public IEnumerable<ControlAction> Plans => Actions.Select(a => a.Action).Where(a => a.Plan is not null);

    /// <summary>Seconds of a steady stream of one priority.</summary>
    public void Steady(int seconds, double requestsPerSecond, Func<Observation, Observation>? with = null) => Run(seconds, _ => Whole(requestsPerSecond), with);

    /// <summary>Seconds of a stream, as the requests that come in each.</summary>
    public void Run(int seconds, Func<int, long> requests, Func<Observation, Observation>? with = null)
    {
        for (var second = 0; second < seconds; second++)
        {
            var observation = new Observation(Now + TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)) { OfferedByPriority = new Dictionary<int, long> { [0] = requests(second) } };
            Show(with?.Invoke(observation) ?? observation);
        }
    }

    public ControlAction? Show(Observation observation)
    {
        Now = observation.At;
        var action = controller.Observe(observation, mayAct: true, TestContext.Current.CancellationToken);
        if (_ending is { } ending && Now >= ending.At)
        {
            controller.Applied(ending.Action, Now);
            _ending = null;
        }

        if (action is not null)
        {
            Actions.Add((Now, action));
            if (ChangeSeconds > 0 && action.Plan is not null)
            {
                _ending = (Now + TimeSpan.FromSeconds(ChangeSeconds), action);
            }
            else
            {
                controller.Applied(action, Now);
            }
        }

        return action;
    }

    private (Instant At, ControlAction Action)? _ending;

    // As many as make up the rate in the long run.
    private long Whole(double requestsPerSecond)
    {
        _rest += requestsPerSecond;
        var whole = Math.Floor(_rest + 1e-9);
        _rest -= whole;
        return (long)whole;
    }
}
