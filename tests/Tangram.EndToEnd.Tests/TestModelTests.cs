using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Tangram.Server.TestModels;

namespace Tangram.EndToEnd.Tests;

/// <summary>ONNX Runtime loads each of the models to try a server with and computes what its name says.</summary>
public sealed class TestModelTests : IDisposable
{
    private static readonly int[] Zero = [.. Enumerable.Range(0, 32)];
    private static readonly int[] One = [.. Enumerable.Range(0, 32).Select(i => 40 - (3 * i))];
    private static readonly int[] Sums = [.. Zero.Zip(One, (a, b) => a + b)];
    private static readonly int[] Differences = [.. Zero.Zip(One, (a, b) => a - b)];

    private readonly string _folder = Directory.CreateTempSubdirectory("tangram-test-models-").FullName;

    public TestModelTests() => TestModelFiles.Write(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_model_loads()
    {
        foreach (var name in TestModelFiles.Names)
        {
            using var session = Session(name);

            Assert.All(session.InputMetadata.Values.Concat(session.OutputMetadata.Values), t => Assert.Equal(-1, t.Dimensions[0]));
        }
    }

    [Fact]
    public void Integers_are_added_and_subtracted()
    {
        var (sums, differences) = RunPair("simple", Zero, One);

        Assert.Equal(Sums, sums);
        Assert.Equal(Differences, differences);
    }

    [Fact]
    public void Bytes_are_added_and_subtracted()
    {
        var (sums, differences) = RunPair<sbyte>("simple_int8", [.. Zero.Select(v => (sbyte)v)], [.. One.Select(v => (sbyte)v)]);

        Assert.Equal(Sums, sums.Select(v => (int)v));
        Assert.Equal(Differences, differences.Select(v => (int)v));
    }

    [Fact]
    public void Numbers_as_text_are_added_and_subtracted()
    {
        var (sums, differences) = RunPair<string>("simple_string", [.. Zero.Select(v => $"{v}")], [.. One.Select(v => $"{v}")]);

        Assert.Equal(Sums.Select(v => $"{v}"), sums);
        Assert.Equal(Differences.Select(v => $"{v}"), differences);
    }

    [Fact]
    public void Identities_give_back_what_they_take()
    {
        string[] texts = ["", "a", "日本", "d", "e", "f"];
        int[] numbers = [1, -2, 3];

        Assert.Equal(texts, Run("simple_identity", ("INPUT0", new DenseTensor<string>(texts, [2, 3])))["OUTPUT0"].Cast<string>());
        Assert.Equal(numbers, Run("custom_identity_int32", ("INPUT0", new DenseTensor<int>(numbers, [1, 3])))["OUTPUT0"].Cast<int>());
    }

    [Fact]
    public void Classes_are_probabilities_in_the_order_of_their_values()
    {
        var probabilities = Run("simple_classes", ("INPUT0", new DenseTensor<float>(new float[] { 0, 1, 2, 3, 3, 2, 1, 0 }, [2, 4])))["OUTPUT0"].Cast<float>().ToArray();

        Assert.Equal([0.0321, 0.0871, 0.2369, 0.6439, 0.6439, 0.2369, 0.0871, 0.0321], probabilities.Select(p => Math.Round(p, 4)));
    }

    [Fact]
    public void Sixteen_layers_of_averages_keep_the_sum()
    {
        var input = new float[512];
        input[0] = 65536;
        input[300] = 65536;

        var output = Run("simple_dense", ("INPUT0", new DenseTensor<float>(input, [2, 256])))["OUTPUT0"].Cast<float>().ToArray();

        // Binomial coefficients of 16, which is how often a value went to its neighbour.
        Assert.Equal([1, 16, 120, 560], output[..4]);
        Assert.Equal([65536, 65536], new[] { output[..256].Sum(), output[256..].Sum() });
        Assert.Equal(12870, output[308]);
    }

    [Fact]
    public void The_bare_model_changes_signs() =>
        Assert.Equal([-1, 2, 0], Run("simple_bare", ("x", new DenseTensor<float>(new float[] { 1, -2, 0 }, [1, 3])))["y"].Cast<float>());

    private InferenceSession Session(string name) => new(Path.Combine(_folder, name, "1", "model.onnx"));

    private (T[] Sums, T[] Differences) RunPair<T>(string name, T[] first, T[] second)
    {
        var outputs = Run(name, ("INPUT0", new DenseTensor<T>(first, [2, 16])), ("INPUT1", new DenseTensor<T>(second, [2, 16])));
        return ([.. outputs["OUTPUT0"].Cast<T>()], [.. outputs["OUTPUT1"].Cast<T>()]);
    }

    private Dictionary<string, IReadOnlyList<object>> Run<T>(string name, params (string Name, DenseTensor<T> Tensor)[] inputs)
    {
        using var session = Session(name);
        using var outputs = session.Run([.. inputs.Select(i => NamedOnnxValue.CreateFromTensor(i.Name, i.Tensor))]);
        return outputs.ToDictionary(o => o.Name, o => (IReadOnlyList<object>)[.. o.AsEnumerable<T>().Select(v => (object)v!)]);
    }
}
