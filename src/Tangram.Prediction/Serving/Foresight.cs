using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Tangram.Core.Time;
using Tangram.Prediction.Bounds;
using Tangram.Prediction.Observations;
using Tangram.Prediction.Signals;
using Tangram.Prediction.Tracking;

namespace Tangram.Prediction.Serving;

/// <summary>Foresees how much slower than alone the next batch of each segment would run, as batches start and end beside it.</summary>
/// <remarks>
/// The same code in server and simulator: told of starts and ends, it says which segments are to be judged anew and keeps what every batch showed. It does not learn; what it
/// predicts with can be replaced at any time by something that has learned more (<see cref="Use"/>). For one thread.
/// <para>
/// What is foretold may keep requests out, and then no batch runs that could show it wrong. So from the first request refused or dropped (<see cref="Doubt"/>) until a batch
/// of the segment has ended, what <see cref="Of"/> says fades: its logarithm halves each second, and requests are let in again that show how things are [N].
/// </para>
/// </remarks>
public sealed class Foresight
{
    private const int LeastKept = 256;
    private static readonly TimeSpan Halving = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FadingStep = Halving / 4;

    private readonly ForeseenSegment[] _segments;
    private readonly int[] _firstSlot;
    private readonly Device[] _devices;
    private readonly IColocationSignal _signal;
    private readonly Neighbours _neighbours;
    private readonly List<int> _changed = [];
    private readonly bool[] _isChanged;
    private readonly Doubts[] _doubts;
    private readonly Queue<FinishedBatch> _finished = [];
    private SlowdownBound _bound;
    private long _batches;

    /// <summary>Foresight for the segments of a layout.</summary>
    /// <param name="segments">The segments, by index.</param>
    /// <param name="bound">What it predicts with; only read.</param>
    /// <param name="signal">How much co-runners count.</param>
    public Foresight(IReadOnlyList<ForeseenSegment> segments, SlowdownBound bound, IColocationSignal signal)
    {
        ArgumentNullException.ThrowIfNull(segments);
        (_segments, _bound, _signal) = ([.. segments], bound, signal);
        _firstSlot = new int[_segments.Length];
        _isChanged = new bool[_segments.Length];
        _doubts = new Doubts[_segments.Length];
        var slots = new int[_segments.Select(s => s.Device + 1).DefaultIfEmpty(0).Max()];
        for (var i = 0; i < _segments.Length; i++)
        {
            _firstSlot[i] = slots[_segments[i].Device];
            slots[_segments[i].Device] += _segments[i].Processes;
        }

        _neighbours = new Neighbours(Math.Max(LeastKept, slots.DefaultIfEmpty(0).Max()));
        _devices = [.. slots.Select((count, d) => new Device(Math.Max(1, count), [.. Enumerable.Range(0, _segments.Length).Where(i => _segments[i].Device == d)]))];
    }

    /// <summary>Segments whose forecast may be another than when they were last taken from here; <see cref="TakeChanged"/> empties it.</summary>
    public IReadOnlyList<int> Changed => _changed;

    /// <summary>Predicts with another from now on.</summary>
    public void Use(SlowdownBound bound)
    {
        _bound = bound;
        for (var i = 0; i < _segments.Length; i++)
        {
            Change(i);
        }
    }

    /// <summary>Forgets which segments changed.</summary>
    public void TakeChanged()
    {
        foreach (var segment in _changed)
        {
            _isChanged[segment] = false;
        }

        _changed.Clear();
    }

    /// <summary>A request was refused or dropped: what is foretold is doubted until batches show it.</summary>
    public void Doubt(Instant now)
    {
        foreach (ref var doubt in _doubts.AsSpan())
        {
            doubt = doubt.IsAny ? doubt : new Doubts(now, Steps: 0, IsAny: true);
        }
    }

    /// <summary>Has the segments looked at whose forecast has faded since they last were.</summary>
    public void Fade(Instant now)
    {
        for (var i = 0; i < _doubts.Length; i++)
        {
            var steps = _doubts[i].IsAny ? (long)((now - _doubts[i].Since) / FadingStep) : 0;
            if (steps != _doubts[i].Steps)
            {
                _doubts[i] = _doubts[i] with { Steps = steps };
                Change(i);
            }
        }
    }

    /// <summary>A batch starts.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="segment">The segment's index.</param>
    /// <param name="process">The process's number in it.</param>
    /// <param name="batch">Its items; at least 1.</param>
    public void Start(Instant now, int segment, int process, int batch)
    {
        var (own, device, slot) = (_segments[segment], _devices[_segments[segment].Device], _firstSlot[segment] + process);
        var runner = RunnerOf(own, batch);
        var solo = own.Solo[Math.Min(batch, own.Solo.Count) - 1];
        var forecast = Forecast(now, device, runner, solo, except: -1);
        device.Started[slot] = new Begun(now, runner, solo, forecast);
        device.Tracker.Start(slot, runner, now, now + (solo * forecast.Expected));
        device.Overlaps.Start(slot, now);
        ChangeAll(device);
    }

    /// <summary>A batch ended.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="segment">The segment's index.</param>
    /// <param name="process">The process's number in it.</param>
    /// <param name="started">When it really began to run; not before its start was told.</param>
    /// <param name="ended">When it was through; not after <paramref name="now"/>.</param>
    public void End(Instant now, int segment, int process, Instant started, Instant ended) => Stop(now, segment, process, started, ended, isWhole: true);

    /// <summary>A batch came to nothing, as where its process died. It shows nothing of slowdowns, but ran beside others until now.</summary>
    public void Abandon(Instant now, int segment, int process) =>
        Stop(now, segment, process, _devices[_segments[segment].Device].Started[_firstSlot[segment] + process].At, now, isWhole: false);

    /// <summary>Whether a batch runs.</summary>
    public bool IsRunning(int segment, int process) => _devices[_segments[segment].Device].Tracker.IsRunning(_firstSlot[segment] + process);

    /// <summary>The next batch that ended and of which all is known that ran beside it; false where there is none.</summary>
    public bool TryTakeFinished([MaybeNullWhen(false)] out FinishedBatch batch) => _finished.TryDequeue(out batch);

    /// <summary>What a full batch would run like if it started on a segment now, beside what runs there at present; faded, where that is in doubt.</summary>
    public SlowdownForecast Of(Instant now, int segment)
    {
        var (own, device) = (_segments[segment], _devices[_segments[segment].Device]);
        var forecast = Forecast(now, device, RunnerOf(own, own.Solo.Count), own.Solo[^1], IsFull(device, segment) ? _firstSlot[segment] : -1);
        return _doubts[segment].Steps == 0 ? forecast : forecast.Faded(Math.Pow(0.5, _doubts[segment].Steps * (FadingStep / Halving)));
    }

    private static Runner RunnerOf(ForeseenSegment segment, int batch) => new(segment.Signature, batch, segment.Share);

    private SlowdownForecast Forecast(Instant now, Device device, in Runner own, TimeSpan solo, int except)
    {
        device.Tracker.Expect(now, now + solo, _neighbours, except);
        return _bound.Predict(_neighbours.Weigh(own, _signal));
    }

    // Where all processes are busy, the next batch starts once one of them has ended.
    private bool IsFull(Device device, int segment)
    {
        for (var process = 0; process < _segments[segment].Processes; process++)
        {
            if (!device.Tracker.IsRunning(_firstSlot[segment] + process))
            {
                return false;
            }
        }

        return true;
    }

    private void Stop(Instant now, int segment, int process, Instant started, Instant ended, bool isWhole)
    {
        var (device, slot) = (_devices[_segments[segment].Device], _firstSlot[segment] + process);
        var begun = device.Started[slot];
        _doubts[segment] = isWhole ? default : _doubts[segment];
        device.Tracker.End(slot, now, _neighbours);
        ended = ended > started ? ended : started + new TimeSpan(1);
        var name = (_batches++).ToString(CultureInfo.InvariantCulture);
        device.Overlaps.End(slot, new RecordedBatch(name, begun.Runner, begun.Solo.TotalMilliseconds, started, ended), isWhole ? begun.Forecast : null, _finished);
        ChangeAll(device);
    }

    private void ChangeAll(Device device)
    {
        foreach (var segment in device.Segments)
        {
            Change(segment);
        }
    }

    private void Change(int segment)
    {
        if (!_isChanged[segment])
        {
            _isChanged[segment] = true;
            _changed.Add(segment);
        }
    }

    /// <param name="Since">The first refusal since a batch ended.</param>
    /// <param name="Steps">How many steps the forecast had faded by when it was last looked at.</param>
    /// <param name="IsAny">Whether there was one.</param>
    private readonly record struct Doubts(Instant Since, long Steps, bool IsAny);

    private readonly record struct Begun(Instant At, Runner Runner, TimeSpan Solo, SlowdownForecast Forecast);

    private sealed class Device(int slots, int[] segments)
    {
        public int[] Segments => segments;

        public ColocationTracker Tracker { get; } = new(slots, Math.Max(slots, LeastKept));

        public OverlapBuffer Overlaps { get; } = new(slots);

        public Begun[] Started { get; } = new Begun[slots];
    }
}
