using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tangram.Protocol.OpenInference;

namespace Tangram.Server.Tests.OpenInference;

/// <summary>Most requests whose tensors follow the JSON are read in one pass, all others by way of a document. A member that nobody knows makes a request one of those.</summary>
public sealed class TwoWaysOfReadingTests
{
    private const string Unknown = "\"unknown\":0,";

    private static readonly string[] Valid =
    [
        """{"id":"7","inputs":[{"name":"a","shape":[1,2],"datatype":"INT32","parameters":{"binary_data_size":8}},{"name":"b","datatype":"BYTES","shape":[],"parameters":{"binary_data_size":4}}],"parameters":{"binary_data_output":true}}""",
        """{"parameters":{"timeout":1500,"priority":2,"binary_data_output":false},"outputs":[{"name":"y","parameters":{"binary_data":true,"classification":3}},{"name":"z"}],"inputs":[{"parameters":{"binary_data_size":12},"shape":[3],"name":"x","datatype":"FP32"}]}""",
    ];

    private static readonly string[] Pieces =
    [
        "null", "-1", "8.0", "1e1", "12", "[]", "{}", "\"\\ud800\"", "\"\\u0061\"", "true", "\"FP64\"", "\"BYTES\"", "2147483648", "\"\"", ",", "\"", "\"name\":\"n\",", "\"id\":\"8\",", "\u00ff", " ",
    ];

    [Fact]
    public void Both_ways_read_the_same()
    {
        foreach (var json in Valid)
        {
            Assert.NotNull(Outcome(json, 12).Request);
            AssertSame(json, 12);
        }
    }

    [Fact]
    public void Both_ways_read_or_refuse_a_mutated_request_alike() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
        {
            var random = new Random(seed);
            var json = new StringBuilder(Valid[random.Next(Valid.Length)]);
            for (var n = random.Next(1, 3); n > 0; n--)
            {
                var at = random.Next(1, json.Length);
                if (random.Next(2) == 0)
                {
                    json.Remove(at, Math.Min(random.Next(0, 5), json.Length - at));
                }

                json.Insert(at, Pieces[random.Next(Pieces.Length)]);
            }

            AssertSame(json.ToString(), random.Next(1, 17));
        }));

    private static void AssertSame(string json, int behind)
    {
        var (once, onceFault) = Outcome(json, behind);
        var (twice, twiceFault) = Outcome(json.Insert(1, Unknown), behind);
        Assert.Equal(once, twice);

        // Where the JSON is broken it is so at another place.
        Assert.Equal(onceFault?.Split("LineNumber")[0], twiceFault?.Split("LineNumber")[0]);
    }

    private static (string? Request, string? Fault) Outcome(string json, int behind)
    {
        var head = Encoding.UTF8.GetBytes(json);
        try
        {
            return (Describe(InferRequestReader.Read((byte[])[.. head, .. Enumerable.Range(0, behind).Select(i => (byte)i)], head.Length)), null);
        }
        catch (ProtocolException fault)
        {
            return (null, fault.Message);
        }
    }

    private static string Describe(InferRequest request) =>
        $"{request.Id} {request.Timeout} {request.BinaryOutputs} {request.Priority} "
        + string.Join(' ', request.Inputs.Select(i => $"{i.Name} {i.Datatype} {Tensor.Describe(i.Shape)} {Convert.ToHexString(i.Data.Span)}"))
        + string.Join(' ', request.Outputs);
}
