using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace Tangram.Server.Endpoints;

/// <summary>Gives Kestrel a <see cref="BlockPool"/> wherever it asks for a pool.</summary>
internal sealed class BlockPoolFactory : IMemoryPoolFactory<byte>
{
    /// <inheritdoc/>
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new BlockPool();
}
