using Tangram.Core.Catalogs;
using Tangram.Core.Time;

namespace Tangram.Scheduling.Policies.Admission;

/// <summary>Lets every request in that finds room in the queues.</summary>
public sealed class EveryAdmission : IAdmissionPolicy, ICatalogued<EveryAdmission, IAdmissionPolicy>
{
    /// <inheritdoc/>
    public static string Name => "every";

    /// <inheritdoc/>
    public static IAdmissionPolicy Create(Settings settings) => new EveryAdmission();

    /// <inheritdoc/>
    public bool WantsForecast => false;

    /// <inheritdoc/>
    public AdmissionDecision Decide(Instant now, Instant deadline, Instant forecast) => AdmissionDecision.Accept;
}
