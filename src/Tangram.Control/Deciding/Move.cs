namespace Tangram.Control.Deciding;

/// <summary>A change of how an application is run.</summary>
/// <param name="Standing">How it is run from then on.</param>
/// <param name="What">What is done, in a few words.</param>
/// <param name="Why">The reason, one line with its figures.</param>
internal sealed record Move(Standing Standing, string What, string Why);
