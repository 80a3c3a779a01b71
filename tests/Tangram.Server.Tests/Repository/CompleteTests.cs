using Tangram.Core.Files;
using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;
using Tangram.Server.Repository;

namespace Tangram.Server.Tests.Repository;

/// <summary>A configuration and its model file together.</summary>
public sealed class CompleteTests
{
    [Fact]
    public void Without_a_configuration_all_comes_from_the_model_file()
    {
        var model = ModelConfigurationReader.Complete("m", null, [Configurations.Data], [Configurations.Prob]);

        Assert.Equal(("m", "onnxruntime_onnx", 8, 1), (model.Name, model.Platform, model.MaxBatchSize, model.Instances));
        Assert.Equal([3, -1, -1], model.Inputs[0].Shape);
        Assert.Equal([1000], model.Outputs[0].Shape);
        Assert.Equal(TimeSpan.Zero, model.Batching!.MaxQueueDelay);
    }

    [Theory]
    [InlineData(1L)]
    [InlineData(null)]
    public void A_model_file_whose_first_dimension_is_known_or_missing_takes_no_batches(long? first)
    {
        var fixedSize = new TensorMetadata("y", Datatype.Fp32, first is { } size ? [size] : []);
        var model = ModelConfigurationReader.Complete("m", null, [Configurations.Data], [fixedSize]);

        Assert.Equal(0, model.MaxBatchSize);
        Assert.Equal([-1, 3, -1, -1], model.Inputs[0].Shape);
        Assert.Null(model.Batching);
    }

    [Fact]
    public void A_configuration_narrows_what_the_model_file_leaves_open()
    {
        var written = ModelConfigurationReader.Read(Configurations.Full, "c");
        var model = ModelConfigurationReader.Complete("resnet", written, [Configurations.Data], [Configurations.Prob, Configurations.Extra]);

        Assert.Equal([3, 224, 224], model.Inputs[0].Shape);
        Assert.Equal("prob", Assert.Single(model.Outputs).Name);
        Assert.Equal((16, 3), (model.MaxBatchSize, model.Instances));
    }

    [Theory]
    [InlineData("max_batch_size: 16", 16, 3)]
    [InlineData("instance_group { count: 1 }", 8, 3)]
    [InlineData("max_batch_size: 0", 0, 4)]
    [InlineData("input { name: 'data' dims: [-1, 3, 8, 8] }", 0, 4)]
    public void What_a_configuration_leaves_out_comes_from_the_model_file(string text, int maxBatch, int rank)
    {
        var model = ModelConfigurationReader.Complete("m", ModelConfigurationReader.Read(text, "c"), [Configurations.Data], [Configurations.Prob]);

        Assert.Equal((maxBatch, rank), (model.MaxBatchSize, model.Inputs[0].Shape.Count));
        Assert.Null(model.Batching);
    }

    [Theory]
    [InlineData("name: 'other'", "name: 'other' is not the model's name in the repository, 'm'; leave it out or correct it")]
    [InlineData("input { name: 'x' }", "line 1: the model file has no input 'x'; it has data\nc: input 'data' of the model file is missing; give every input or none")]
    [InlineData("max_batch_size: 4 output { name: 'prob' data_type: TYPE_STRING }", "line 1: output 'prob' is TYPE_STRING here but TYPE_FP32 in the model file; write the latter")]
    [InlineData("max_batch_size: 4 output { name: 'prob' dims: [ 10 ] }", "line 1: output 'prob' has the dims [10] here but [1000] in the model file after the batch's dimension; write dims that fit those")]
    [InlineData("max_batch_size: 4 output { name: 'prob' dims: [ -1 ] }", "line 1: output 'prob' has the dims [-1] here but [1000] in the model file after the batch's dimension; write dims that fit those")]
    [InlineData("output { name: 'prob' dims: [ 1000 ] }", "line 1: output 'prob' has the dims [1000] here but [-1, 1000] in the model file with max_batch_size 0; write dims that fit those")]
    [InlineData("max_batch_size: 0 dynamic_batching { }", "dynamic_batching: needs batches; set max_batch_size to 1 or more, or leave it out")]
    [InlineData("max_batch_size: 4 dynamic_batching { preferred_batch_size: [ 8, 2 ] }", "dynamic_batching.preferred_batch_size: must be at most max_batch_size, which is 4")]
    public void A_configuration_that_contradicts_the_model_file_is_refused(string text, string expected)
    {
        var written = ModelConfigurationReader.Read(text, "c");
        var fault = Assert.Throws<InvalidFileException>(() => ModelConfigurationReader.Complete("m", written, [Configurations.Data], [Configurations.Prob]));

        Assert.Equal("c: " + expected, fault.Message);
    }

    [Fact]
    public void An_output_that_is_left_out_or_whose_shape_the_model_file_does_not_tell_takes_nothing_from_batches()
    {
        var written = ModelConfigurationReader.Read("max_batch_size: 4 output { name: 'prob' dims: 10 }", "c");
        var model = ModelConfigurationReader.Complete("m", written, [Configurations.Data], [Configurations.Prob with { Shape = [] }, Configurations.Extra with { Shape = [3] }]);

        Assert.Equal([10], Assert.Single(model.Outputs).Shape);
    }

    [Fact]
    public void Batches_of_a_model_file_of_one_size_are_refused()
    {
        var written = ModelConfigurationReader.Read("max_batch_size: 4", "c");
        var fault = Assert.Throws<InvalidFileException>(() =>
            ModelConfigurationReader.Complete("m", written, [Configurations.Data with { Shape = [1, 3] }], [Configurations.Prob]));

        Assert.Equal("c: max_batch_size: input 'data' of the model file is [1, 3], whose first dimension is not a batch of any size; set max_batch_size to 0", fault.Message);
    }
}
