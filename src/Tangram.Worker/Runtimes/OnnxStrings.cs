using Microsoft.ML.OnnxRuntime;

namespace Tangram.Worker.Runtimes;

/// <summary>Turns <c>BYTES</c> elements into ONNX Runtime's strings and back; their bytes stay as they are.</summary>
internal static class OnnxStrings
{
    /// <summary>A tensor of strings. The caller disposes it.</summary>
    public static OrtValue Create(long[] shape, ReadOnlySpan<byte> elements)
    {
        var tensor = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);
        try
        {
            for (var i = 0; elements.Length > 0; i++)
            {
                tensor.StringTensorSetElementAt(ByteElements.Next(ref elements), i);
            }

            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <summary>A tensor's strings as they travel.</summary>
    /// <exception cref="ModelException">They are too long for a frame.</exception>
    public static byte[] Read(OrtValue tensor, int elements, string name)
    {
        var bytes = 0L;
        for (var i = 0; i < elements; i++)
        {
            bytes += ByteElements.BytesOf(tensor.GetStringElementAsSpan(i));
        }

        if (bytes > Protocol.Worker.WorkerProtocol.MaxPayloadBytes)
        {
            throw new ModelException($"the strings of output '{name}' take {bytes} bytes, more than an answer may");
        }

        var joined = new byte[bytes];
        var rest = joined.AsSpan();
        for (var i = 0; i < elements; i++)
        {
            ByteElements.Write(tensor.GetStringElementAsSpan(i), ref rest);
        }

        return joined;
    }
}
