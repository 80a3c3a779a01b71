using Tangram.Control.Observing;
using Tangram.Core.Time;

namespace Tangram.Server.Control;

/// <summary>Counts what a controller wants to know of an application, between one observation and the next.</summary>
internal sealed class ServedObserver(Instant start)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, long> _offered = [];
    private readonly Dictionary<(string Task, string Variant), (long Items, long Children)> _fanOuts = [];
    private readonly Dictionary<(string Variant, string Type), (long Batches, TimeSpan Actual, TimeSpan Profiled)> _runs = [];
    private Instant _since = start;
    private long _ended;
    private long _inTime;

    /// <summary>A request for the whole graph came in, to be refused or not.</summary>
    public void Offered(int priority)
    {
        lock (_gate)
        {
            _offered[priority] = _offered.GetValueOrDefault(priority) + 1;
        }
    }

    /// <summary>A request for the whole graph ended that had been accepted.</summary>
    public void Ended(bool inTime)
    {
        lock (_gate)
        {
            _ended++;
            _inTime += inTime ? 1 : 0;
        }
    }

    /// <summary>An item ran.</summary>
    public void Became(string task, string variant, int children)
    {
        lock (_gate)
        {
            var (items, sum) = _fanOuts.GetValueOrDefault((task, variant));
            _fanOuts[(task, variant)] = (items + 1, sum + children);
        }
    }

    /// <summary>A batch ran.</summary>
    public void Ran(string variant, string type, TimeSpan actual, TimeSpan profiled)
    {
        lock (_gate)
        {
            var (batches, ran, foretold) = _runs.GetValueOrDefault((variant, type));
            _runs[(variant, type)] = (batches + 1, ran + actual, foretold + profiled);
        }
    }

    /// <summary>What was seen since it was last taken; null where no time has passed.</summary>
    public Observation? Take(Instant now)
    {
        lock (_gate)
        {
            if (now <= _since)
            {
                return null;
            }

            var observation = new Observation(now, now - _since)
            {
                OfferedByPriority = new Dictionary<int, long>(_offered),
                Ended = _ended,
                InTime = _inTime,
                FanOuts = [.. _fanOuts.Select(f => new FanOutObservation(f.Key.Task, f.Key.Variant, f.Value.Items, f.Value.Children))],
                Runs = [.. _runs.Select(r => new RunObservation(r.Key.Variant, r.Key.Type, r.Value.Batches, r.Value.Actual, r.Value.Profiled))],
            };
            _offered.Clear();
            _fanOuts.Clear();
            _runs.Clear();
            (_since, _ended, _inTime) = (now, 0, 0);
            return observation;
        }
    }
}
