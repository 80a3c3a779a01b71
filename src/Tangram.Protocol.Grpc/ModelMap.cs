using Tangram.Protocol.Grpc.Wire;
using Tangram.Protocol.OpenInference.Models;

namespace Tangram.Protocol.Grpc;

/// <summary>What is known of servers and models, as it goes over gRPC.</summary>
public static class ModelMap
{
    /// <summary>What a server says of itself.</summary>
    public static ServerMetadataResponse ToResponse(ServerMetadata server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return new() { Name = server.Name, Version = server.Version, Extensions = { server.Extensions } };
    }

    /// <summary>What is known of a model.</summary>
    public static ModelMetadataResponse ToResponse(ModelMetadata model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new()
        {
            Name = model.Name,
            Versions = { model.Versions },
            Platform = model.Platform,
            Inputs = { model.Inputs.Select(ToMessage) },
            Outputs = { model.Outputs.Select(ToMessage) },
        };
    }

    /// <summary>How a model is served.</summary>
    public static ModelConfigResponse ToResponse(ModelConfiguration model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var config = new ModelConfig
        {
            Name = model.Name,
            Platform = model.Platform,
            Backend = BackendOf(model.Platform),
            VersionPolicy = new() { Latest = new() { NumVersions = 1 } },
            MaxBatchSize = model.MaxBatchSize,
            Input = { model.Inputs.Select(t => new ModelInput { Name = t.Name, DataType = TypeOf(t), Dims = { t.Shape } }) },
            Output = { model.Outputs.Select(t => new ModelOutput { Name = t.Name, DataType = TypeOf(t), Dims = { t.Shape } }) },
            InstanceGroup = { new ModelInstanceGroup { Name = model.Name, Count = model.Instances } },
            DefaultModelFilename = model.Platform is "onnxruntime_onnx" ? "model.onnx" : string.Empty,
        };
        if (model.Batching is { } batching)
        {
            config.DynamicBatching = new()
            {
                PreferredBatchSize = { batching.PreferredSizes },
                MaxQueueDelayMicroseconds = Whole((long)batching.MaxQueueDelay.TotalMicroseconds),
            };
        }

        return new() { Config = config };
    }

    /// <summary>What models have done.</summary>
    public static ModelStatisticsResponse ToResponse(IEnumerable<OpenInference.Models.ModelStatistics> models) => new() { ModelStats = { models.Select(ToMessage) } };

    /// <summary>The models of a repository.</summary>
    public static RepositoryIndexResponse ToResponse(IEnumerable<RepositoryEntry> models) => new()
    {
        Models = { models.Select(m => new RepositoryIndexResponse.Types.ModelIndex { Name = m.Name, Version = m.Version, State = m.State, Reason = m.Reason }) },
    };

    private static ModelMetadataResponse.Types.TensorMetadata ToMessage(TensorMetadata tensor) =>
        new() { Name = tensor.Name, Datatype = tensor.Datatype.Name, Shape = { tensor.Shape } };

    private static Wire.ModelStatistics ToMessage(OpenInference.Models.ModelStatistics model) => new()
    {
        Name = model.Name,
        Version = model.Version,
        LastInference = Whole(model.LastInferenceMilliseconds),
        InferenceCount = Whole(model.InferenceCount),
        ExecutionCount = Whole(model.ExecutionCount),
        InferenceStats = new()
        {
            Success = ToMessage(model.Success),
            Fail = ToMessage(model.Fail),
            Queue = ToMessage(model.Queue),
            ComputeInput = ToMessage(model.ComputeInput),
            ComputeInfer = ToMessage(model.ComputeInfer),
            ComputeOutput = ToMessage(model.ComputeOutput),
        },
        BatchStats =
        {
            model.Batches.Select(b => new InferBatchStatistics
            {
                BatchSize = Whole(b.BatchSize),
                ComputeInput = ToMessage(b.ComputeInput),
                ComputeInfer = ToMessage(b.ComputeInfer),
                ComputeOutput = ToMessage(b.ComputeOutput),
            }),
        },
    };

    private static StatisticDuration ToMessage(DurationStatistic duration) => new() { Count = Whole(duration.Count), Ns = Whole(duration.Nanoseconds) };

    // Platforms are called after the library that runs them and the format they take; a graph of models is run by none.
    private static string BackendOf(string platform) =>
        platform.IndexOf('_', StringComparison.Ordinal) is var end && end > 0 ? platform[..end] : string.Empty;

    // The worker protocol numbers datatypes as Triton does; a test holds it to that.
    private static DataType TypeOf(TensorMetadata tensor) => (DataType)tensor.Datatype.Code;

    private static ulong Whole(long value) => (ulong)Math.Max(0, value);
}
