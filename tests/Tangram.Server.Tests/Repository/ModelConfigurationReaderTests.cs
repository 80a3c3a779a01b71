using Tangram.Core.Files;
using Tangram.Protocol.OpenInference;
using Tangram.Server.Repository;

namespace Tangram.Server.Tests.Repository;

/// <summary>Triton's model configurations: what is honoured, passed over and refused.</summary>
public sealed class ModelConfigurationReaderTests
{
    [Fact]
    public void A_configuration_is_read_as_it_is_written()
    {
        var written = ModelConfigurationReader.Read(Configurations.Full, "config.pbtxt");

        Assert.Equal(("resnet", 16, 3, "net.onnx"), (written.Name, written.MaxBatchSize, written.Instances, written.ModelFileName));
        Assert.Equal([1, 3], written.AllowedVersions!);
        Assert.Equal([4, 8, 16], written.Batching!.PreferredSizes);
        Assert.Equal(TimeSpan.FromMicroseconds(250), written.Batching.MaxQueueDelay);
        Assert.Equal([3, 224, 224], written.Inputs[0].Dimensions!);
        Assert.Equal(("prob", Datatype.Fp32, "labels.txt"), (written.Outputs[0].Name, written.Outputs[0].Datatype, written.Outputs[0].LabelFile));
    }

    [Fact]
    public void What_has_no_meaning_here_is_passed_over_with_a_note() =>
        Assert.Equal(
            [
                "line 9: 'input.format' is passed over: it has no meaning here",
                "line 26: 'instance_group.name' is passed over: it has no meaning here",
                "line 30: 'optimization' is passed over: it has no meaning here",
                "line 31: 'parameters' is passed over: it has no meaning here",
            ],
            ModelConfigurationReader.Read(Configurations.Full, "config.pbtxt").Notes);

    [Theory]
    [InlineData("platform: \"tensorrt_plan\"", "line 1: platform 'tensorrt_plan' is not served here; only \"onnxruntime_onnx\" is")]
    [InlineData("backend: 'python'", "line 1: backend 'python' is not served here; only \"onnxruntime\" is")]
    [InlineData("\nensemble_scheduling { }", "line 2: 'ensemble_scheduling' is not supported: several models in a row are an application here, with a file of its own")]
    [InlineData("sequence_batching { }", "line 1: 'sequence_batching' is not supported: models keep no state between requests")]
    [InlineData("model_transaction_policy { decoupled: true }", "line 1: 'model_transaction_policy.decoupled' is not supported: every request has one answer; leave it out")]
    [InlineData("input { name: 'a'\n reshape { shape: [1] } }", "line 2: 'input.reshape' is not supported: tensors are given to the model as they come; leave it out and send the shape that the model file states")]
    [InlineData("input { name: 'a' data_type: FP32 }", "line 1: data_type 'FP32' is not known; known: TYPE_BOOL, TYPE_UINT8, TYPE_UINT16, TYPE_UINT32, TYPE_UINT64, TYPE_INT8, TYPE_INT16, TYPE_INT32, TYPE_INT64, TYPE_FP16, TYPE_FP32, TYPE_FP64, TYPE_STRING, TYPE_BF16")]
    [InlineData("input { name: 'a' dims: [0] }", "line 1: 'input.dims' must be up to 16 numbers of 1 or more, or -1 for any")]
    [InlineData("input { name: 'a' dims: -2 }", "line 1: 'input.dims' must be a whole number from -1 to 9223372036854775807")]
    [InlineData("output { dims: 1 }", "line 1: an output has no name; give it the name it has in the model file")]
    [InlineData("output { name: 'a' } output { name: 'a' }", "line 1: output 'a' is given twice; leave one out")]
    [InlineData("output { name: 'a' label_filename: '../x' }", "line 1: 'label_filename' must be the name of a file, without a folder")]
    [InlineData("default_model_filename: '..'", "line 1: 'default_model_filename' must be the name of a file, without a folder")]
    [InlineData("instance_group { kind: KIND_GPU }", "line 1: kind KIND_GPU is not supported: models run on the CPU; write KIND_CPU or KIND_AUTO")]
    [InlineData("instance_group { kind: KIND_MODEL }", "line 1: kind 'KIND_MODEL' is not supported; write KIND_CPU or KIND_AUTO")]
    [InlineData("instance_group { count: 40 } instance_group { count: 40 }", "line 1: instance groups have more than 64 instances together; give fewer")]
    [InlineData("max_batch_size: -1", "line 1: 'max_batch_size' must be a whole number from 0 to 4096")]
    [InlineData("max_batch_size: '8'", "line 1: 'max_batch_size' must be a whole number from 0 to 4096")]
    [InlineData("max_batch_size: 1 max_batch_size: 1", "line 1: 'max_batch_size' has one value; give it once")]
    [InlineData("name: x", "line 1: 'name' must be text in quotes")]
    [InlineData("dynamic_batching: 1", "line 1: 'dynamic_batching' must be a message in braces")]
    [InlineData("dynamic_batching { delay: 1 }", "line 1: 'dynamic_batching' has no field 'delay'; known: default_priority_level, default_queue_policy, max_queue_delay_microseconds, preferred_batch_size, preserve_ordering, priority_levels, priority_queue_policy")]
    public void What_would_make_the_model_answer_otherwise_is_refused(string text, string expected)
    {
        var fault = Assert.Throws<InvalidFileException>(() => ModelConfigurationReader.Read(text, "config.pbtxt"));

        Assert.StartsWith("config.pbtxt: " + expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var fault = Assert.Throws<InvalidFileException>(() => ModelConfigurationReader.Read("max_batch_size: x\nbackend: 'python'\nbatching: 1", "c"));

        Assert.Equal(["line 2", "line 1", "line 3"], fault.Faults.Select(f => f.Path));
    }

    [Fact]
    public void A_harmless_value_of_a_refused_truth_is_taken()
    {
        var written = ModelConfigurationReader.Read("model_transaction_policy { decoupled: false } input { name: 'a' optional: 0 allow_ragged_batch: False }", "c");

        Assert.Equal("a", Assert.Single(written.Inputs).Name);
    }

    [Fact]
    public void JSON_says_the_same_with_text_for_numbers_and_words()
    {
        var written = ModelConfigurationReader.ReadJson(
            """{"maxBatchSize":"16","input":[{"name":"data","data_type":"TYPE_FP32","dims":["3",-1]}],"instance_group":[{"count":2,"kind":"KIND_CPU"}],"output":null}""", "config");

        Assert.Equal((16, 2), (written.MaxBatchSize, written.Instances));
        Assert.Equal([3, -1], written.Inputs[0].Dimensions!);
        Assert.Empty(written.Outputs);
    }

    [Theory]
    [InlineData("\"parameters\": {\"config\": {{\"max_batch_size\": \"16\"}}}")]
    [InlineData("[]")]
    [InlineData("{\"max_batch_size\":\"many\"}")]
    [InlineData("{\"input\":[[1]]}")]
    [InlineData("{\"name\":\"\\ud800\"}")]
    [InlineData("")]
    public void JSON_that_is_no_configuration_is_refused(string text) =>
        Assert.StartsWith("config: ", Assert.Throws<InvalidFileException>(() => ModelConfigurationReader.ReadJson(text, "config")).Message, StringComparison.Ordinal);
}
