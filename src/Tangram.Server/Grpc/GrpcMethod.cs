namespace Tangram.Server.Grpc;

/// <summary>Carries a call out: reads its messages and writes the answers; what it throws becomes the call's status.</summary>
internal delegate Task GrpcMethod(GrpcCall call);
