using Google.Protobuf.Reflection;
using Tangram.Protocol.Grpc.Wire;
using Tangram.Server.Grpc;

namespace Tangram.Server.Tests.Grpc;

public sealed class HealthAndReflectionTests
{
    [Fact]
    public async Task The_server_is_healthy_where_it_is_ready()
    {
        await using var server = await GrpcTestServer.StartAsync();

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await CheckAsync(server, "")).Single<HealthCheckResponse>().Status);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await CheckAsync(server, "inference.GRPCInferenceService")).Single<HealthCheckResponse>().Status);
        server.Service.IsReady = false;
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, (await CheckAsync(server, "")).Single<HealthCheckResponse>().Status);
        Assert.Equal(5, (await CheckAsync(server, "other")).Status);
    }

    [Fact]
    public async Task A_watch_tells_every_change_until_its_time_is_up()
    {
        await using var server = await GrpcTestServer.StartAsync(new GrpcLimits { HealthInterval = TimeSpan.FromMilliseconds(5) });
        var watching = server.CallAsync("grpc.health.v1.Health/Watch", new HealthCheckRequest(), ("grpc-timeout", "300m"));
        server.Service.IsReady = false;
        var reply = await watching;

        Assert.Equal(4, reply.Status);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, reply.Read<HealthCheckResponse>()[^1].Status);
    }

    [Theory]
    [InlineData("grpc.reflection.v1.ServerReflection")]
    [InlineData("grpc.reflection.v1alpha.ServerReflection")]
    public async Task Tools_find_out_what_can_be_called(string service)
    {
        await using var server = await GrpcTestServer.StartAsync();
        byte[] questions =
        [
            .. GrpcTestServer.Frame(new ServerReflectionRequest { ListServices = "" }),
            .. GrpcTestServer.Frame(new ServerReflectionRequest { FileContainingSymbol = "inference.GRPCInferenceService" }),
        ];
        var answers = (await server.SendAsync($"{service}/ServerReflectionInfo", new ByteArrayContent(questions))).Read<ServerReflectionResponse>();
        var files = FileDescriptor.BuildFromByteStrings(answers[1].FileDescriptorResponse.FileDescriptorProto.Reverse());

        Assert.Equal(["inference.GRPCInferenceService", "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection"], answers[0].ListServicesResponse.Service.Select(s => s.Name));
        Assert.Contains(files[^1].Services[0].Methods, m => m.Name == "ModelInfer");
    }

    [Theory]
    [InlineData("inference.ModelInferRequest.InferInputTensor", true)]
    [InlineData("inference.GRPCInferenceService.ModelInfer", true)]
    [InlineData("inference.DataType", true)]
    [InlineData("inference.Nothing", false)]
    public void A_symbols_file_is_found(string symbol, bool isThere) =>
        Assert.Equal(isThere, ReflectionMethods.Answer(new ServerReflectionRequest { FileContainingSymbol = symbol }).FileDescriptorResponse is not null);

    private static Task<GrpcReply> CheckAsync(GrpcTestServer server, string service) =>
        server.CallAsync("grpc.health.v1.Health/Check", new HealthCheckRequest { Service = service });
}
