using Google.Protobuf;
using Tangram.Protocol.Grpc;
using Tangram.Protocol.Grpc.Wire;
using Tangram.Protocol.OpenInference;

namespace Tangram.Server.Tests.Grpc;

public sealed class ModelMapTests
{
    [Fact]
    public void An_answers_tensors_go_raw_whatever_their_datatype()
    {
        var tensors = Datatype.All.Select(d => new Tensor($"out{d.Code}", d, [2, 1], Requests.BytesOfTwo(d))).ToList();
        var response = ModelInferResponse.Parser.ParseFrom(InferResponseMap.ToResponse("m", "1", "id", tensors).ToByteArray());

        Assert.Equal(("m", "1", "id"), (response.ModelName, response.ModelVersion, response.Id));
        Assert.Equal(tensors.Select(t => $"{t.Name} {t.Datatype} [2,1]"), response.Outputs.Select(o => $"{o.Name} {o.Datatype} {Tensor.Describe(o.Shape)}"));
        Assert.Equal(tensors.Select(t => Convert.ToHexString(t.Data.Span)), response.RawOutputContents.Select(r => Convert.ToHexString(r.Span)));
    }

    [Fact]
    public void Metadata_keeps_everything()
    {
        var service = new EchoService();
        var server = ModelMap.ToResponse(service.Server);
        var model = ModelMap.ToResponse(service.Metadata("echo", ""));

        Assert.Equal(("tangram", "1.2.3", "classification statistics"), (server.Name, server.Version, string.Join(' ', server.Extensions)));
        Assert.Equal(("echo", "1", "onnxruntime_onnx"), (model.Name, Assert.Single(model.Versions), model.Platform));
        Assert.Equal(("in", "FP32", "[-1,3]"), (model.Inputs[0].Name, model.Inputs[0].Datatype, Tensor.Describe(model.Inputs[0].Shape)));
        Assert.Equal(("out", "BYTES", "[-1]"), (model.Outputs[0].Name, model.Outputs[0].Datatype, Tensor.Describe(model.Outputs[0].Shape)));
    }

    [Fact]
    public void A_configuration_is_told_as_Triton_does()
    {
        var config = ModelMap.ToResponse(new EchoService().Configuration("echo", "")).Config;

        Assert.Equal(("echo", "onnxruntime_onnx", "onnxruntime", "model.onnx", 8), (config.Name, config.Platform, config.Backend, config.DefaultModelFilename, config.MaxBatchSize));
        Assert.Equal((DataType.TypeFp32, DataType.TypeString, 2, 1u), (config.Input[0].DataType, config.Output[0].DataType, config.InstanceGroup[0].Count, config.VersionPolicy.Latest.NumVersions));
        Assert.Equal((5000ul, "4 8"), (config.DynamicBatching.MaxQueueDelayMicroseconds, string.Join(' ', config.DynamicBatching.PreferredBatchSize)));
    }

    [Fact]
    public void Datatypes_have_Tritons_numbers() =>
        Assert.Equal(
            Datatype.All.Select(d => d == Datatype.Bytes ? "TypeString" : "Type" + d.Name),
            Datatype.All.Select(d => ((DataType)d.Code).ToString()),
            StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void Statistics_are_counted_in_nanoseconds()
    {
        var model = ModelMap.ToResponse(new EchoService().Statistics("", "")).ModelStats[0];

        Assert.Equal(("echo", "1", 1_700_000_000_000ul, 12ul, 5ul), (model.Name, model.Version, model.LastInference, model.InferenceCount, model.ExecutionCount));
        Assert.Equal((4ul, 400ul, 0ul), (model.InferenceStats.Success.Count, model.InferenceStats.Success.Ns, model.InferenceStats.Fail.Count));
        Assert.Equal((3ul, 1ul, 20ul, 3ul), (model.BatchStats[0].BatchSize, model.BatchStats[0].ComputeInput.Count, model.BatchStats[0].ComputeInfer.Ns, model.BatchStats[0].ComputeOutput.Count));
    }

    [Fact]
    public void The_index_keeps_states_and_reasons() =>
        Assert.Equal(["echo 1 READY ", "other  UNAVAILABLE unloaded"], ModelMap.ToResponse(new EchoService().Repository(readyOnly: false)).Models.Select(m => $"{m.Name} {m.Version} {m.State} {m.Reason}"));
}
