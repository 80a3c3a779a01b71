using Tangram.Core.Time;
using Tangram.Scheduling;
using Tangram.Server.Metrics;

namespace Tangram.Server.Serving;

/// <summary>What a request was sent with, beside its content.</summary>
/// <param name="ArrivedAt">When it arrived; its time has run since then.</param>
/// <param name="Limit">Time it has.</param>
/// <param name="Counters">Of the model it is for.</param>
internal readonly record struct RequestTerms(Instant ArrivedAt, TimeSpan Limit, ModelCounters Counters)
{
    /// <summary>Who goes first among requests of one application: the higher; 0 unless it says otherwise.</summary>
    public int Priority { get; init; }

    /// <summary>What the parameter <c>priority</c> of a request means: 1 goes before 2, and those that have none, which is 0, go last.</summary>
    public static int PriorityOf(int parameter) => parameter < 1 ? 0 : Math.Max(1, Engine.MostUrgent + 1 - parameter);

    /// <summary>When it must be answered.</summary>
    public Instant Deadline => ArrivedAt + Limit;
}
