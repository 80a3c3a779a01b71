using FsCheck;
using FsCheck.Fluent;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Server.Inference;
using Tangram.Server.Serving;

namespace Tangram.Server.Tests.Inference;

public sealed class RowsTests
{
    [Fact]
    public void Rows_that_are_split_and_joined_are_the_tensor_again() => Prop.ForAll(Arb.From(Tensors()), tensor =>
    {
        var items = Split(tensor);
        var joined = Rows.Join(new TensorMetadata("x", tensor.Datatype, tensor.Shape), items, 0);

        Assert.Equal(tensor.Shape, joined.Shape);
        Assert.Equal(tensor.Data.ToArray(), joined.Data.ToArray());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rows_that_lie_apart_are_joined_by_copying()
    {
        ItemTensor[][] items = [[new ItemTensor([1], new byte[] { 1 })], [new ItemTensor([1], new byte[] { 2 })]];

        Assert.Equal([1, 2], Rows.Join(new TensorMetadata("x", Datatype.UInt8, [-1, 1]), items, 0).Data.ToArray());
    }

    [Fact]
    public void Rows_of_different_shapes_make_no_tensor()
    {
        ItemTensor[][] items = [[new ItemTensor([1], new byte[1])], [new ItemTensor([2], new byte[2])]];

        var fault = Assert.Throws<InferenceException>(() => Rows.Join(new TensorMetadata("x", Datatype.UInt8, [-1, -1]), items, 0));
        Assert.Equal("output 'x' has rows of different shapes, which one tensor cannot hold: send one row at a time", fault.Message);
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 0, 0, 0, 0 })]
    public void Strings_that_do_not_add_up_are_refused(byte[] data) =>
        Assert.Throws<ProtocolException>(() => Split(new Tensor("x", Datatype.Bytes, [2, 1], data)));

    private static ItemTensor[][] Split(Tensor tensor)
    {
        var items = Enumerable.Range(0, (int)tensor.Shape[0]).Select(_ => new ItemTensor[1]).ToArray();
        Rows.Split(tensor, items, 0);
        return items;
    }

    private static Gen<Tensor> Tensors() =>
        from rows in Gen.Choose(1, 5)
        from columns in Gen.Choose(0, 4)
        from isText in Gen.Elements(true, false)
        from strings in Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf().ArrayOf(rows * columns)
        from numbers in Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(rows * columns * 4)
        select isText ? new Tensor("x", Datatype.Bytes, [rows, columns], ByteStrings.Join(strings)) : new Tensor("x", Datatype.Int32, [rows, columns], numbers);
}
