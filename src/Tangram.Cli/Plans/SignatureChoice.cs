using Tangram.Core.Profiles;
using Tangram.Prediction;

namespace Tangram.Cli.Plans;

/// <summary>Finds what variants take of what segments share.</summary>
internal static class SignatureChoice
{
    /// <summary>The first signature that a profile has of a variant; all 0 where none has one.</summary>
    public static Signature Of(string variant, IReadOnlyList<ProfileTable> profiles) =>
        profiles.Select(p => p.SignatureOf(variant)).FirstOrDefault(s => s is not null) is { } known ? new Signature(variant, known.L2, known.Dram) : new Signature(variant, 0, 0);
}
