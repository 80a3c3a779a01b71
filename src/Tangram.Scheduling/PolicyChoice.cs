using Tangram.Scheduling.Policies;

namespace Tangram.Scheduling;

/// <summary>Policies by the names and settings that users write.</summary>
/// <remarks>Each text is a name, or a name with settings, such as <c>elsa:alpha=1.2,beta=1</c>.</remarks>
public sealed record PolicyChoice
{
    /// <summary>The dispatch policy; <c>least-loaded</c> unless given.</summary>
    public string Dispatch { get; init; } = "least-loaded";

    /// <summary>The batching policy; <c>greedy</c> unless given.</summary>
    public string Batching { get; init; } = "greedy";

    /// <summary>The admission policy; <c>deadline</c> unless given.</summary>
    public string Admission { get; init; } = "deadline";

    /// <summary>The drop policy; <c>hopeless</c> unless given.</summary>
    public string Drop { get; init; } = "hopeless";

    /// <summary>Most items that may wait at one segment; at least 1, 1024 unless given.</summary>
    public int QueueLimit
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1024;

    /// <summary>Builds them.</summary>
    /// <exception cref="ArgumentException">No policy has a name; the message lists those there are.</exception>
    /// <exception cref="FormatException">A setting is not known to its policy, or not as it should be.</exception>
    public SchedulingPolicies Create() => new(
        SchedulingCatalogs.Dispatch.Create(Dispatch),
        SchedulingCatalogs.Batching.Create(Batching),
        SchedulingCatalogs.Admission.Create(Admission),
        SchedulingCatalogs.Drop.Create(Drop),
        QueueLimit);
}
