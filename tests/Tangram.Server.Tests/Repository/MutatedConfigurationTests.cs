using FsCheck;
using FsCheck.Fluent;
using Tangram.Core.Files;
using Tangram.Server.Repository;

namespace Tangram.Server.Tests.Repository;

/// <summary>Whatever stands in a configuration, it is read or refused with words.</summary>
public sealed class MutatedConfigurationTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "<", ">", "[", "]", ":", ",", ";", "-", "\"", "'", "\\", "#", "\n", "0x", "99999999999999999999", "-1", "1e999", ".", "nan", "true", "\0", "\ud83d", "é", "\\377", "\\u", "'\\ud800'",
        "count: 2147483647 ", "dims: [] ", "name: 'a' ", "input { } ", "KIND_GPU", "{{{{", "[[[[",
    ];

    [Fact]
    public void A_mutated_configuration_is_read_or_refused_and_nothing_else()
    {
        var refused = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
        {
            var text = Mutated(new Random(seed));
            try
            {
                var written = ModelConfigurationReader.Read(text, "c");
                ModelConfigurationReader.Complete("resnet", written, [Configurations.Data], [Configurations.Prob]);
            }
            catch (InvalidFileException fault)
            {
                refused++;
                Assert.StartsWith("c: ", fault.Message, StringComparison.Ordinal);
            }
        }));

        Assert.InRange(refused, 10_000, 19_999);
    }

    private static string Mutated(Random random)
    {
        var text = Configurations.Full;
        for (var n = random.Next(1, 4); n > 0 && text.Length > 0; n--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(1, 30), text.Length - at);
            text = random.Next(5) switch
            {
                0 => text[..at] + (char)random.Next(0x20, 0x7F) + text[(at + 1)..],
                1 => text.Remove(at, length),
                2 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
                3 => text.Insert(random.Next(text.Length), text.Substring(at, length)),
                _ => text[..Math.Max(1, at)],
            };
        }

        return text;
    }
}
