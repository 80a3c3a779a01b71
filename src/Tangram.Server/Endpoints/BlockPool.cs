using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Tangram.Server.Endpoints;

/// <summary>Memory that connections read into and write from, in blocks that hold a small request whole and a tensor in few pieces.</summary>
/// <remarks>
/// Kestrel's own blocks are of 4 KiB, so that an image's tensor takes hundreds of reads and as many turns between the threads that receive and handle it.
/// Idle connections hold no block, and pages of one that nothing was written to are not resident. Safe for several threads.
/// </remarks>
internal sealed class BlockPool : MemoryPool<byte>
{
    /// <summary>Length of a block, bytes.</summary>
    public const int BlockBytes = 64 << 10;

    // What more come back than this are the garbage collector's.
    private const int MostKept = 256;
    private readonly ConcurrentStack<Block> _free = [];
    private int _kept;

    /// <inheritdoc/>
    public override int MaxBufferSize => BlockBytes;

    /// <summary>A block.</summary>
    /// <param name="minBufferSize">What it is to hold, bytes; at most <see cref="BlockBytes"/>, and −1 for any.</param>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        if (!_free.TryPop(out var block))
        {
            return new Block(this);
        }

        Interlocked.Decrement(ref _kept);
        return block;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _free.Clear();

    private void Return(Block block)
    {
        if (Interlocked.Increment(ref _kept) <= MostKept)
        {
            _free.Push(block);
        }
        else
        {
            Interlocked.Decrement(ref _kept);
        }
    }

    // Pinned once and for all: sockets pin what they read into each time.
    private sealed class Block(BlockPool pool) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory { get; } = MemoryMarshal.CreateFromPinnedArray(GC.AllocateUninitializedArray<byte>(BlockBytes, pinned: true), 0, BlockBytes);

        public void Dispose() => pool.Return(this);
    }
}
