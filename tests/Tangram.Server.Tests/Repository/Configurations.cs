using Tangram.Protocol.OpenInference;
using Tangram.Protocol.OpenInference.Models;

namespace Tangram.Server.Tests.Repository;

/// <summary>Configurations to read, and what model files say.</summary>
internal static class Configurations
{
    /// <summary>As a user would write it, with most of what can be said.</summary>
    public const string Full =
        """
        # An image classifier.
        name: "resnet"
        backend: "onnxruntime"
        max_batch_size: 16
        input [
          {
            name: "data"
            data_type: TYPE_FP32
            format: FORMAT_NCHW
            dims: [ 3, 224, 224 ]
          }
        ]
        output {
          name: "prob"
          data_type: TYPE_FP32
          dims: 1000
          label_filename: "labels.txt"
        }
        dynamic_batching {
          preferred_batch_size: [ 8, 4 ]
          preferred_batch_size: 16
          max_queue_delay_microseconds: 250
        }
        instance_group [
          { count: 2 kind: KIND_CPU },
          { kind: KIND_AUTO name: "more" }
        ]
        version_policy: { specific { versions: [ 1, 3 ] } }
        default_model_filename: "net.onnx"
        optimization { graph { level: 1 } }
        parameters { key: "x" value: { string_value: "y" } }
        """;

    public static TensorMetadata Data { get; } = new("data", Datatype.Fp32, [-1, 3, -1, -1]);

    public static TensorMetadata Prob { get; } = new("prob", Datatype.Fp32, [-1, 1000]);

    public static TensorMetadata Extra { get; } = new("extra", Datatype.Int64, [-1]);
}
