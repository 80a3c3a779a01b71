using FsCheck;
using FsCheck.Fluent;

namespace Tangram.Simulation.Tests;

/// <summary>Properties over seeds; a failing one is printed and can be run alone.</summary>
internal static class Seeds
{
    public static void ForAll(int count, Action<int> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(count), Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), property));
}
