using Tangram.Core.Time;

namespace Tangram.Scheduling.Policies;

/// <summary>Decides whether a request may come in.</summary>
/// <remarks>Implementations are pure: same arguments, same answer.</remarks>
public interface IAdmissionPolicy
{
    /// <summary>Whether it wants to be told a forecast, which takes time to make.</summary>
    bool WantsForecast { get; }

    /// <summary>Decides.</summary>
    /// <param name="now">The current instant.</param>
    /// <param name="deadline">When the request must be answered.</param>
    /// <param name="forecast">When it would be answered if it came in, by what is known of queues and run times; <paramref name="now"/> where no forecast is wanted.</param>
    AdmissionDecision Decide(Instant now, Instant deadline, Instant forecast);
}
