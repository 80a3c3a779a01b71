using Tangram.Core.Catalogs;
using Tangram.Core.Time;

namespace Tangram.Scheduling.Policies.Admission;

/// <summary>Refuses a request that, by the forecast, would be answered after its deadline.</summary>
public sealed class DeadlineAdmission : IAdmissionPolicy, ICatalogued<DeadlineAdmission, IAdmissionPolicy>
{
    /// <inheritdoc/>
    public static string Name => "deadline";

    /// <inheritdoc/>
    public static IAdmissionPolicy Create(Settings settings) => new DeadlineAdmission();

    /// <inheritdoc/>
    public bool WantsForecast => true;

    /// <inheritdoc/>
    public AdmissionDecision Decide(Instant now, Instant deadline, Instant forecast) => forecast <= deadline
        ? AdmissionDecision.Accept
        : AdmissionDecision.Refuse("the answer would come after the deadline", forecast - deadline);
}
