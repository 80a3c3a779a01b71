namespace Tangram.Control.Deciding;

/// <summary>Which way a move goes.</summary>
internal enum Direction
{
    /// <summary>To a plan that carries more, or down the ladder.</summary>
    Up,

    /// <summary>To a plan that takes less, or back up the ladder.</summary>
    Down,
}
