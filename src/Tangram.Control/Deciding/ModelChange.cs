namespace Tangram.Control.Deciding;

/// <summary>Something that plans are made from is not as it was counted.</summary>
/// <param name="Model">What to plan from instead.</param>
/// <param name="IsHeavier">Whether some of it asks for more than before.</param>
/// <param name="Why">What, with its figures.</param>
internal sealed record ModelChange(Model Model, bool IsHeavier, string Why);
