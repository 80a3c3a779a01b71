namespace Tangram.Server.Repository;

/// <summary>A field as it is written once; a repeated one may be written several times.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Line">The line of its name, from 1; 0 where that is not known.</param>
/// <param name="IsList">Whether its values stand in brackets.</param>
/// <param name="Values">Its values; one unless it is a list, which may have none.</param>
internal sealed record ProtoField(string Name, int Line, bool IsList, IReadOnlyList<ProtoValue> Values);
