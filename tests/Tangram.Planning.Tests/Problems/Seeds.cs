using FsCheck;
using FsCheck.Fluent;

namespace Tangram.Planning.Tests.Problems;

/// <summary>Runs a property over problems made from seeds; a failure names the seed.</summary>
internal static class Seeds
{
    public static void ForAll(int count, Action<int> property) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count),
            Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), seed =>
            {
                property(seed);
                return true;
            }));
}
