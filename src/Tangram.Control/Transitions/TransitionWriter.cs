namespace Tangram.Control.Transitions;

/// <summary>Writes the steps of a way through a transition's states, with what is carried meanwhile.</summary>
internal sealed class TransitionWriter
{
    private readonly TransitionProblem _problem;
    private readonly List<TransitionStep> _steps = [];
    private (double Level, double RequestsPerSecond)? _worst;
    private TimeSpan _dip;
    private int _stage;

    private TransitionWriter(TransitionProblem problem) => _problem = problem;

    /// <summary>The transition along the states.</summary>
    /// <param name="problem">What it brings about.</param>
    /// <param name="path">The states, with whether requests go by the target's graph.</param>
    public static Transition Write(TransitionProblem problem, IReadOnlyList<(StopState State, bool IsSwitched)> path)
    {
        var writer = new TransitionWriter(problem);
        writer.Begin(path[0].State);
        for (var i = 1; i < path.Count; i++)
        {
            if (ReferenceEquals(path[i].State, path[i - 1].State))
            {
                writer.Switch(path[i].State);
            }
            else
            {
                writer.Go(path[i - 1].State, path[i].State, path[i].IsSwitched);
            }
        }

        return new Transition(problem.Parts.Kept, writer._steps, writer._worst?.RequestsPerSecond ?? 0, writer._dip);
    }

    private void Begin(StopState first)
    {
        var (parts, times, switched) = (_problem.Parts, _problem.Times, _problem.IsSwitched);
        PlacedInstance[] starts = [.. parts.Starts.Where((_, i) => _problem.Blockers[i].Count == 0)];
        Add(StepKind.Destroy, parts.Idle);
        Add(StepKind.Create, starts);
        Add(StepKind.Load, [.. parts.Empty, .. starts]);
        var duration = (parts.Idle.Count > 0 ? times.Destroy : TimeSpan.Zero)
            + (starts.Length > 0 ? times.Create : TimeSpan.Zero)
            + (starts.Length + parts.Empty.Count > 0 ? times.Load : TimeSpan.Zero);
        Observe(switched, first.Left, _problem.Nothing, duration);
        Observe(switched, first.Left, first.On, TimeSpan.Zero);
    }

    private void Switch(StopState at)
    {
        _steps.Add(new TransitionStep(_stage++, StepKind.Switch, null));
        Observe(switched: true, at.Left, at.On, TimeSpan.Zero);
    }

    private void Go(StopState from, StopState to, bool switched)
    {
        var parts = _problem.Parts;
        PlacedInstance[] stops = [.. parts.Stops.Where((_, i) => to.Gone.Has(i) && !from.Gone.Has(i))];
        PlacedInstance[] starts = [.. parts.Starts.Where((_, i) => to.Gone.Contains(_problem.Blockers[i]) && !from.Gone.Contains(_problem.Blockers[i]))];
        Add(StepKind.Drain, stops);
        Add(StepKind.Destroy, stops);
        Add(StepKind.Create, starts);
        Add(StepKind.Load, starts);
        Observe(switched, to.Left, from.On, _problem.Duration(from, to));
        Observe(switched, to.Left, to.On, TimeSpan.Zero);
    }

    private void Add(StepKind kind, IReadOnlyList<PlacedInstance> segments)
    {
        if (segments.Count > 0)
        {
            _steps.AddRange(segments.Select(s => new TransitionStep(_stage, kind, s)));
            _stage++;
        }
    }

    private void Observe(bool switched, long[] left, long[] on, TimeSpan duration)
    {
        if (_problem.Capacity.Worst(switched, _problem.Kept(switched), left, on) is { } moment)
        {
            _worst = _worst is { } other && other.CompareTo(moment) <= 0 ? _worst : moment;
            _dip += Capacity.IsShort(moment.Level) ? duration : TimeSpan.Zero;
        }
    }
}
