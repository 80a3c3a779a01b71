using System.Buffers;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Tangram.Protocol.OpenInference;
using static Tangram.Server.Tests.OpenInference.Bodies;

namespace Tangram.Server.Tests.OpenInference;

/// <summary>Tensors as bytes, to JSON, and back.</summary>
public sealed class RoundTripTests
{
    private static readonly InferRequest Plain = Read(Input("UINT8", "[1]", "[1]"));

    public static TheoryData<string> Datatypes => [.. Datatype.Names.Split(", ")];

    [Theory]
    [MemberData(nameof(Datatypes))]
    public void What_is_written_as_json_is_read_as_the_same_bytes(string datatype) =>
        Prop.ForAll(Arb.From(Tensors(Datatype.Find(datatype)!)), tensor =>
        {
            var json = Encoding.UTF8.GetString(Written(tensor, Plain).Json);
            var again = Read(json.Replace("\"outputs\":", "\"inputs\":", StringComparison.Ordinal)).Inputs[0];

            Assert.Equal((tensor.Name, tensor.Datatype), (again.Name, again.Datatype));
            Assert.Equal(tensor.Shape, again.Shape);
            Assert.Equal(tensor.Data.ToArray(), again.Data.ToArray());
        }).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Datatypes))]
    public void What_is_written_as_bytes_is_read_as_the_same_bytes(string datatype) =>
        Prop.ForAll(Arb.From(Tensors(Datatype.Find(datatype)!)), tensor =>
        {
            var (json, behind) = Written(tensor, Plain with { BinaryOutputs = true });
            var text = Encoding.UTF8.GetString(json).Replace("\"outputs\":", "\"inputs\":", StringComparison.Ordinal);
            var again = InferRequestReader.Read((byte[])[.. Encoding.UTF8.GetBytes(text), .. behind[0].Data.Span], text.Length).Inputs[0];

            Assert.Equal(tensor.Shape, again.Shape);
            Assert.Equal(tensor.Data.ToArray(), again.Data.ToArray());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Outputs_are_written_each_as_it_was_asked_for()
    {
        var request = Plain with { Id = "7", Outputs = [new("a", Binary: true), new("b", Binary: null)] };
        var to = new ArrayBufferWriter<byte>();
        Tensor[] outputs = [Bytes("a", 1, 2), Bytes("b", 3)];

        var behind = InferResponseWriter.WriteJson(to, "m", "1", request, outputs);

        Assert.Equal(["a"], behind.Select(t => t.Name));
        Assert.Equal(
            """{"model_name":"m","model_version":"1","id":"7","outputs":[{"name":"a","datatype":"UINT8","shape":[2],"parameters":{"binary_data_size":2}},{"name":"b","datatype":"UINT8","shape":[1],"data":[3]}]}""",
            Encoding.UTF8.GetString(to.WrittenSpan));
    }

    [Theory]
    [InlineData("FP16", new byte[] { 0x00, 0x7E })]
    [InlineData("FP32", new byte[] { 0, 0, 0x80, 0x7F })]
    [InlineData("BF16", new byte[] { 0x80, 0x7F })]
    [InlineData("FP64", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x7F })]
    public void A_number_that_json_cannot_say_is_refused_with_what_to_do(string datatype, byte[] data)
    {
        var fault = Assert.Throws<ProtocolException>(() => Written(new Tensor("x", Datatype.Find(datatype)!, [1], data), Plain));

        Assert.EndsWith("which JSON cannot say; ask for it as bytes with the parameter 'binary_data'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Byte_strings_that_are_joined_are_split_into_the_same() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf().ArrayOf()), strings =>
        {
            var tensor = new Tensor("x", Datatype.Bytes, [strings.Length], ByteStrings.Join(strings));

            Assert.Equal(strings, ByteStrings.Split(tensor).Select(e => e.ToArray()));
        }).QuickCheckThrowOnFailure();

    private static Tensor Bytes(string name, params byte[] data) => new(name, Datatype.Find("UINT8")!, [data.Length], data);

    private static (byte[] Json, IReadOnlyList<Tensor> Behind) Written(Tensor tensor, InferRequest request)
    {
        var to = new ArrayBufferWriter<byte>();
        var behind = InferResponseWriter.WriteJson(to, "m", "1", request, [tensor]);
        using var valid = JsonDocument.Parse(to.WrittenMemory);
        return (to.WrittenSpan.ToArray(), behind);
    }

    private static Gen<Tensor> Tensors(Datatype datatype) =>
        from rows in Gen.Choose(0, 4)
        from columns in Gen.Choose(0, 4)
        from elements in Element(datatype).ArrayOf(rows * columns)
        select new Tensor("x", datatype, [rows, columns], elements.SelectMany(e => e).ToArray());

    // Random bits are every value of a number there is; what JSON cannot say is made 0.
    private static Gen<byte[]> Element(Datatype datatype) => datatype.Name switch
    {
        "BYTES" => from text in ArbMap.Default.GeneratorFor<NonNull<string>>()
                   select ByteStrings.Join([Encoding.UTF8.GetBytes(text.Get)]),
        "BOOL" => Gen.Elements<byte[]>([0], [1]),
        _ => from bits in Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(datatype.Size)
             select IsFinite(datatype, bits) ? bits : new byte[datatype.Size],
    };

    private static bool IsFinite(Datatype datatype, byte[] bits) => datatype.Name switch
    {
        "FP16" => Half.IsFinite(BitConverter.ToHalf(bits)),
        "BF16" => float.IsFinite(BitConverter.ToSingle([0, 0, .. bits])),
        "FP32" => float.IsFinite(BitConverter.ToSingle(bits)),
        "FP64" => double.IsFinite(BitConverter.ToDouble(bits)),
        _ => true,
    };
}
