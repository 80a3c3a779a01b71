using Tangram.Control.Estimating;
using Tangram.Core.Applications;
using Tangram.Core.Profiles;

namespace Tangram.Control.Deciding;

/// <summary>What plans are made from.</summary>
/// <param name="Application">With its own objectives and the fan-outs that are counted with.</param>
/// <param name="Profile">With the run times that are counted with.</param>
/// <param name="Factors">What those are beside the measured ones.</param>
internal sealed record Model(Application Application, ProfileTable Profile, DriftFactors Factors)
{
    /// <summary>The application with another accuracy objective.</summary>
    public Application At(double accuracy) => Application with { Objectives = Application.Objectives with { Accuracy = accuracy } };
}
