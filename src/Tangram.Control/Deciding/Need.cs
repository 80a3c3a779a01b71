using Tangram.Control.Estimating;

namespace Tangram.Control.Deciding;

/// <summary>What a demand asks of a plan.</summary>
/// <param name="Demand">The estimate.</param>
/// <param name="Settings">The headroom and the margins.</param>
/// <param name="ExtraHeadroom">Planned for beyond the headroom, as a share of the estimate.</param>
internal sealed record Need(DemandEstimate Demand, ControlSettings Settings, double ExtraHeadroom)
{
    /// <summary>Requests per second that a plan is made for whatever the estimate is; at least 0.</summary>
    public double AtLeast { get; init; } = Settings.LeastDemand;

    /// <summary>Requests per second that a plan is made for: estimate × (1 + headroom) + noise factor × standard error, and at least the least demand.</summary>
    public double Wanted => Math.Max(
        AtLeast, (Demand.RequestsPerSecond * (1 + Settings.Headroom + ExtraHeadroom)) + (Settings.NoiseFactor * Demand.StandardError));

    /// <summary>Requests per second that a plan has to carry: the estimate and the margin. Less than <see cref="Wanted"/>.</summary>
    public double Needed => Demand.RequestsPerSecond * (1 + (Settings.MarginShare * Settings.Headroom));

    /// <summary>Whether the demand of the priorities from one on is more than what is carried, and not by noise alone.</summary>
    /// <remarks>What is carried was planned for with headroom; beyond noise means that the estimate less its noise exceeds what is carried less the headroom.</remarks>
    public bool Exceeds(double carries, int? fromPriority = null)
    {
        var share = Demand.ShareFrom(fromPriority);
        var surely = (Demand.RequestsPerSecond * share) - (Settings.NoiseFactor * Demand.StandardError * Math.Sqrt(share));
        return Needed * share > carries && surely > carries / (1 + Settings.Headroom);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Demand.RequestsPerSecond:0.##} ± {Demand.StandardError:0.##} requests/s come in");
}
