using System.Globalization;
using Google.Protobuf.Collections;
using Tangram.Protocol.Grpc.Wire;
using Tangram.Protocol.OpenInference;

namespace Tangram.Protocol.Grpc;

/// <summary>What is read from parameters; others are not looked at.</summary>
internal static class InferParameters
{
    private const long MostMicroseconds = 3_600_000_000;

    /// <summary>The parameter <c>timeout</c>; null where there is none, or where it is 0, which clients send for none.</summary>
    public static TimeSpan? Timeout(MapField<string, InferParameter> parameters)
    {
        if (!TryGet(parameters, "timeout", out var given))
        {
            return null;
        }

        return Whole(given) is { } microseconds and >= 0 and <= MostMicroseconds
            ? microseconds > 0 ? TimeSpan.FromMicroseconds(microseconds) : null
            : throw new ProtocolException($"parameter 'timeout' is {Describe(given)}; it is a whole number of microseconds from 1 to {MostMicroseconds}");
    }

    /// <summary>The parameter <c>priority</c>; 0 where there is none.</summary>
    public static int Priority(MapField<string, InferParameter> parameters) =>
        !TryGet(parameters, "priority", out var given) ? 0
        : Whole(given) is { } priority and >= 0 and <= int.MaxValue ? (int)priority
        : throw new ProtocolException($"parameter 'priority' is {Describe(given)}; it is a whole number from 0 to {int.MaxValue}");

    /// <summary>The parameter <c>classification</c> of an output; 0 where there is none.</summary>
    public static int Classes(MapField<string, InferParameter> parameters, string output) =>
        !TryGet(parameters, "classification", out var given) ? 0
        : Whole(given) is { } classes and >= 0 and <= int.MaxValue ? (int)classes
        : throw new ProtocolException($"output '{output}': parameter 'classification' is {Describe(given)}; it is a whole number from 0 to {int.MaxValue}");

    /// <summary>Refuses tensors that would have to be read from, or written to, memory of the client.</summary>
    public static void RefuseSharedMemory(MapField<string, InferParameter> parameters, string kind, string name, string? model)
    {
        if (TryGet(parameters, "shared_memory_region", out var region))
        {
            var of = model is null ? string.Empty : $" for model '{model}'";
            throw new ProtocolException($"{kind} '{name}'{of}: shared memory region {Describe(region)} is not known: this server shares no memory; tensors travel in messages");
        }
    }

    // Most requests have none, and looking one up costs more than counting them.
    private static bool TryGet(MapField<string, InferParameter> parameters, string name, out InferParameter found)
    {
        found = null!;
        return parameters.Count > 0 && parameters.TryGetValue(name, out found!);
    }

    private static long? Whole(InferParameter parameter) => parameter.ParameterChoiceCase switch
    {
        InferParameter.ParameterChoiceOneofCase.Int64Param => parameter.Int64Param,
        InferParameter.ParameterChoiceOneofCase.Uint64Param when parameter.Uint64Param <= long.MaxValue => (long)parameter.Uint64Param,
        _ => null,
    };

    private static string Describe(InferParameter parameter) => parameter.ParameterChoiceCase switch
    {
        InferParameter.ParameterChoiceOneofCase.None => "empty",
        InferParameter.ParameterChoiceOneofCase.StringParam => $"'{parameter.StringParam}'",
        InferParameter.ParameterChoiceOneofCase.BoolParam => parameter.BoolParam ? "true" : "false",
        InferParameter.ParameterChoiceOneofCase.DoubleParam => parameter.DoubleParam.ToString(CultureInfo.InvariantCulture),
        InferParameter.ParameterChoiceOneofCase.Uint64Param => parameter.Uint64Param.ToString(CultureInfo.InvariantCulture),
        _ => parameter.Int64Param.ToString(CultureInfo.InvariantCulture),
    };
}
