using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tangram.Protocol.OpenInference;

namespace Tangram.Server.Tests.OpenInference;

/// <summary>Whatever a client sends, it is read or refused in the protocol's own way.</summary>
public sealed class MutatedBodyTests
{
    private static readonly string[] Valid =
    [
        """{"id":"1","inputs":[{"name":"x","datatype":"FP32","shape":[2,2],"data":[[1,2],[3.5,-4e2]]}],"outputs":[{"name":"y","parameters":{"binary_data":true}}],"parameters":{"timeout":5000,"binary_data_output":false}}""",
        """{"inputs":[{"name":"x","datatype":"BYTES","shape":[2],"data":["é","b\n"],"parameters":{"content_type":"base64"}}]}""",
        """{"inputs":[{"name":"a","datatype":"INT64","shape":[1],"parameters":{"binary_data_size":8}},{"name":"b","datatype":"BOOL","shape":[2],"data":[true,false]}]}01234567""",
        """{"inputs":[{"name":"a","datatype":"BYTES","shape":[2],"parameters":{"binary_data_size":10}},{"name":"b","datatype":"FP16","shape":[1,2],"parameters":{"binary_data_size":4}}]}""" + "\u0001\0\0\0x\u0001\0\0\0yabcd",
    ];

    private static readonly string[] Pieces =
    [
        "null", "-1", "1e400", "9223372036854775807", "[]", "{}", "[[[[[[", "\"\\ud800\"", "\"\\u0000\"", "true", "\"FP64\"", "\"BYTES\"", "2147483647", "\"\"", ",", "\"", "\\", "\u00ff",
    ];

    [Fact]
    public void A_mutated_body_is_read_or_refused_and_nothing_else() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(100_000), Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue)), seed =>
        {
            var random = new Random(seed);
            var body = Mutated(random, Encoding.UTF8.GetBytes(Valid[random.Next(Valid.Length)]));
            int? length = random.Next(3) switch { 0 => null, 1 => random.Next(-1, body.Length + 2), _ => LengthOfJson(body) };
            try
            {
                var request = InferRequestReader.Read(body, length);
                Assert.All(request.Inputs, i => Assert.True(i.Datatype.Size == 0 || i.Data.Length == i.Elements * i.Datatype.Size));
            }
            catch (ProtocolException fault)
            {
                Assert.NotEmpty(fault.Message);
            }
        }));

    // What a client says that mutated nothing but the content: up to the last brace.
    private static int LengthOfJson(byte[] body) => Array.LastIndexOf(body, (byte)'}') + 1;

    private static byte[] Mutated(Random random, byte[] valid)
    {
        var body = valid.ToList();
        for (var n = random.Next(1, 5); n > 0; n--)
        {
            var at = random.Next(body.Count);
            switch (random.Next(5))
            {
                case 0:
                    body[at] = (byte)random.Next(256);
                    break;
                case 1:
                    body.RemoveRange(at, Math.Min(random.Next(1, 12), body.Count - at - 1));
                    break;
                case 2:
                    body.InsertRange(at, Encoding.Latin1.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 3:
                    ReplaceAValue(random, body);
                    break;
                default:
                    body.AddRange(Enumerable.Range(0, random.Next(12)).Select(_ => (byte)random.Next(256)));
                    break;
            }
        }

        return [.. body];
    }

    // From one colon to the next comma or bracket: what most often leaves the JSON sound and the request not.
    private static void ReplaceAValue(Random random, List<byte> body)
    {
        var colons = Enumerable.Range(0, body.Count).Where(i => body[i] == ':').ToList();
        if (colons.Count > 0)
        {
            var from = colons[random.Next(colons.Count)] + 1;
            var to = body.FindIndex(from, b => b is (byte)',' or (byte)'}' or (byte)']');
            body.RemoveRange(from, Math.Max(to, from) - from);
            body.InsertRange(from, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
        }
    }
}
