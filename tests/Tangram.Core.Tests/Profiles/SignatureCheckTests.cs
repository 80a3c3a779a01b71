using Tangram.Core.Files;
using Tangram.Core.Profiles;

namespace Tangram.Core.Tests.Profiles;

/// <summary>The part of a profile that older ones do not have.</summary>
public sealed class SignatureCheckTests
{
    private static readonly VariantSignature Sound = new("bert", 0.25, 1, "estimated", 1e6, null);

    [Fact]
    public void Signatures_are_read_back_as_they_were_written()
    {
        var profile = Profile([Sound, new VariantSignature("t5", 0, 0.5, "estimated", null, 2e9)]) with { MemorySystem = new MemorySystem(12.5, 32, null) };

        var read = JsonFile.Read<ProfileTable>(JsonFile.Write(profile), "profile.json");

        Assert.Equal(profile.Signatures, read.Signatures);
        Assert.Equal(profile.MemorySystem, read.MemorySystem);
        Assert.Equal(Sound, read.SignatureOf("bert"));
        Assert.Null(read.SignatureOf("gpt"));
        Assert.Empty(ProfileCheck.Faults(read));
    }

    [Fact]
    public void A_profile_from_before_there_were_signatures_is_still_read()
    {
        var text = JsonFile.Write(Profile(null)).Replace(",\n  \"signatures\": null,\n  \"memorySystem\": null", string.Empty, StringComparison.Ordinal);
        Assert.DoesNotContain("signatures", text, StringComparison.Ordinal);

        var read = JsonFile.Read<ProfileTable>(text, "profile.json");

        Assert.Null(read.Signatures);
        Assert.Null(read.MemorySystem);
        Assert.Null(read.SignatureOf("bert"));
        Assert.Empty(ProfileCheck.Faults(read));
    }

    [Fact]
    public void What_no_signature_can_be_is_named_with_its_path() => Assert.Equal(
        [
            "signatures[0].l2: is 1.5; a utilisation is from 0 to 1",
            "signatures[0].dram: is NaN; a utilisation is from 0 to 1",
            "signatures[0].bytesPerItem: is -1; it is at least 0 and finite, or null",
            "signatures[1].variant: 'bert' is there twice; each variant has one signature",
            "memorySystem.gigabytesPerSecond: is 0; it is above 0 and finite",
        ],
        ProfileCheck.Faults(Profile([new VariantSignature("bert", 1.5, double.NaN, "estimated", -1, 0), Sound]) with { MemorySystem = new MemorySystem(0, 32, 1) }).Select(f => f.ToString()));

    private static ProfileTable Profile(IReadOnlyList<VariantSignature>? signatures) => new(
        1, "chat", "cpu", 2, "a machine", "2026-01-01T00:00:00Z", "full", new Dictionary<string, string>(), true, [], [], [], signatures);
}
