using Google.Protobuf.Reflection;
using Tangram.Protocol.Grpc.Wire;

namespace Tangram.Server.Grpc;

/// <summary>The method of <c>grpc.reflection.v1.ServerReflection</c>, by which tools find out what can be called.</summary>
internal static class ReflectionMethods
{
    /// <summary>The service's full name.</summary>
    public const string Service = "grpc.reflection.v1.ServerReflection";

    /// <summary>Its name before it was settled, by which many tools still call it.</summary>
    public const string OldService = "grpc.reflection.v1alpha.ServerReflection";

    private static readonly FileDescriptor[] Files = [GrpcServiceReflection.Descriptor, ModelConfigReflection.Descriptor, HealthReflection.Descriptor, ReflectionReflection.Descriptor];

    /// <summary>Each method with its name.</summary>
    public static IEnumerable<(string Name, GrpcMethod Method)> All => [("ServerReflectionInfo", RunAsync)];

    /// <summary>The answer to one question.</summary>
    public static ServerReflectionResponse Answer(ServerReflectionRequest request)
    {
        var response = new ServerReflectionResponse { ValidHost = request.Host, OriginalRequest = request };
        switch (request.MessageRequestCase)
        {
            case ServerReflectionRequest.MessageRequestOneofCase.ListServices:
                response.ListServicesResponse = new() { Service = { Files.SelectMany(f => f.Services).Select(s => new ServiceResponse { Name = s.FullName }) } };
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileByFilename:
                AnswerFile(response, Files.FirstOrDefault(f => Is(f.Name, request.FileByFilename)), request.FileByFilename);
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol:
                AnswerFile(response, Files.FirstOrDefault(f => Declares(f, request.FileContainingSymbol)), request.FileContainingSymbol);
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.AllExtensionNumbersOfType:
                response.AllExtensionNumbersResponse = new() { BaseTypeName = request.AllExtensionNumbersOfType };
                break;
            case ServerReflectionRequest.MessageRequestOneofCase.FileContainingExtension:
                AnswerFile(response, file: null, "the extension");
                break;
            default:
                response.ErrorResponse = new() { ErrorCode = (int)GrpcCode.InvalidArgument, ErrorMessage = "the request asks nothing that is known" };
                break;
        }

        return response;
    }

    private static async Task RunAsync(GrpcCall call)
    {
        call.TakeTime();
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(call.Cancellation, call.Stopping);
        while (await call.Requests.ReadAsync(reading.Token) is { } frame)
        {
            ServerReflectionRequest request;
            using (frame)
            {
                request = UnaryMethod.Parse<ServerReflectionRequest>(frame.Bytes.Span);
            }

            call.Write(Answer(request));
            await call.FlushAsync();
        }
    }

    private static void AnswerFile(ServerReflectionResponse response, FileDescriptor? file, string asked)
    {
        if (file is null)
        {
            response.ErrorResponse = new() { ErrorCode = (int)GrpcCode.NotFound, ErrorMessage = $"'{asked}' is not found" };
            return;
        }

        response.FileDescriptorResponse = new() { FileDescriptorProto = { file.SerializedData, file.Dependencies.Select(d => d.SerializedData) } };
    }

    private static bool Declares(FileDescriptor file, string symbol) =>
        file.Services.Any(s => Is(s.FullName, symbol) || s.Methods.Any(m => Is(m.FullName, symbol)))
        || file.EnumTypes.Any(e => Is(e.FullName, symbol))
        || file.MessageTypes.Any(m => Declares(m, symbol));

    private static bool Declares(MessageDescriptor message, string symbol) =>
        Is(message.FullName, symbol) || message.EnumTypes.Any(e => Is(e.FullName, symbol)) || message.NestedTypes.Any(m => Declares(m, symbol));

    private static bool Is(string name, string asked) => string.Equals(name, asked, StringComparison.Ordinal);
}
