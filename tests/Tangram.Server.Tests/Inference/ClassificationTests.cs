using System.Runtime.InteropServices;
using System.Text;
using Tangram.Protocol.OpenInference;
using Tangram.Server.Inference;

namespace Tangram.Server.Tests.Inference;

public sealed class ClassificationTests
{
    [Fact]
    public void The_highest_values_come_first_with_index_and_label()
    {
        var classes = Classification.Of(Floats([3], 0.25f, 2, -1), classes: 2, isBatched: false, ["cat", "dog", "newt"]);

        Assert.Equal(Datatype.Bytes, classes.Datatype);
        Assert.Equal([2L], classes.Shape);
        Assert.Equal(["2.000000:1:dog", "0.250000:0:cat"], Texts(classes));
    }

    [Fact]
    public void Every_item_of_a_batch_has_classes_of_its_own_and_no_more_than_there_are()
    {
        var classes = Classification.Of(Floats([2, 2], 1, 2, 4, 3), classes: 5, isBatched: true, []);

        Assert.Equal([2L, 2L], classes.Shape);
        Assert.Equal(["2.000000:1", "1.000000:0", "4.000000:0", "3.000000:1"], Texts(classes));
    }

    [Fact]
    public void Whole_numbers_are_written_as_such()
    {
        var tensor = new Tensor("x", Datatype.Int8, [3], new byte[] { 0xFF, 5, 7 });

        Assert.Equal(["7:2", "5:1"], Texts(Classification.Of(tensor, 2, isBatched: false, [])));
    }

    [Fact]
    public void What_is_no_number_cannot_be_classified()
    {
        var fault = Assert.Throws<InferenceException>(() => Classification.Of(new Tensor("x", Datatype.Bytes, [0], default), 1, isBatched: false, []));

        Assert.Equal((InferenceFault.Invalid, "classification of output 'x' is not possible: it holds BYTES, not numbers"), (fault.Fault, fault.Message));
    }

    private static Tensor Floats(long[] shape, params float[] values) => new("x", Datatype.Fp32, shape, MemoryMarshal.AsBytes<float>(values).ToArray());

    private static IEnumerable<string> Texts(Tensor classes) => ByteStrings.Split(classes).Select(e => Encoding.UTF8.GetString(e.Span));
}
