namespace Tangram.Server.Grpc;

/// <summary>A call is not to be answered; the message is for the client.</summary>
internal sealed class GrpcException : Exception
{
    public GrpcException(GrpcCode code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    public GrpcException()
    {
    }

    public GrpcException(string message)
        : base(message)
    {
    }

    public GrpcException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>How the call ends.</summary>
    public GrpcCode Code { get; } = GrpcCode.Internal;
}
