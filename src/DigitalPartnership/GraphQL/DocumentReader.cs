using GraphQL.Execution;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace DigitalPartnership.GraphQL;

/// <summary>
/// Parses documents and refuses those that would cost too much only to be checked: the time that some rules take grows with the square or the cube of
/// what they compare, and fragments within fragments make exponentially many fields out of a few lines.
/// </summary>
internal sealed class DocumentReader(QueryLimits limits) : IDocumentBuilder
{
    private const int DeepestParsed = 128;

    // Enough for documents whose every name stands in a line of its own, far to the right.
    private const int MostEmpty = 5_000;
    private const int EmptyPerToken = 40;

    private readonly GraphQLDocumentBuilder _parser = new() { MaxDepth = DeepestParsed };

    public GraphQLDocument Build(string document)
    {
        var (mostTokens, empty) = document.Length > Math.Min(limits.Tokens, MostEmpty) ? Estimate(document) : (document.Length, 0);
        CountTokens(document, mostTokens);
        RefuseLongNumbers(document);
        GraphQLDocument parsed;
        try
        {
            parsed = _parser.Build(document);
        }
        catch (GraphQLMaxDepthExceededException)
        {
            throw new LimitError("DEPTH_EXCEEDED", $"The document is nested too deep; fields may be nested {limits.Depth} levels.", limits.Depth);
        }
        if (parsed.Definitions.Find(definition => definition is not GraphQLExecutableDefinition) is { } other)
            throw new ValidationError($"A document asks with operations and fragments; this one also has a definition of another kind, {other.Kind}.") { Code = "EXECUTABLE_DEFINITIONS" };
        Check(DocumentExtent.Of(parsed));
        RefuseEmptiness(empty, MostEmpty + EmptyPerToken * mostTokens);
        CheckPairs(ComparedSelections.PairsIn(parsed));
        return parsed;
    }

    /// <summary>Each token becomes a part of a tree that takes far more memory than the text; so they are counted before there is one.</summary>
    private void CountTokens(string document, int most)
    {
        if (most <= limits.Tokens)
            return;
        try
        {
            var (count, open, at) = (0, 0, 0);
            // What is nested deeper than the parser follows is for the parser to refuse, and it does so there.
            for (var token = Lexer.Lex(document, at); token.Kind != TokenKind.EOF && open <= DeepestParsed; token = Lexer.Lex(document, at))
            {
                open += token.Kind is TokenKind.BRACE_L or TokenKind.BRACKET_L ? 1 : token.Kind is TokenKind.BRACE_R or TokenKind.BRACKET_R ? -1 : 0;
                if (++count > limits.Tokens)
                    throw new LimitError("TOKENS_EXCEEDED", $"The document has more than {limits.Tokens} names, signs and values. Ask for less at a time.", limits.Tokens);
                at = token.End;
            }
        }
        catch (GraphQLSyntaxErrorException fault)
        {
            throw new SyntaxError(fault);
        }
    }

    /// <summary>For each error the engine looks through the document for its line, so that blanks and commas cost more than they take.</summary>
    private static void RefuseEmptiness(int empty, int most)
    {
        if (empty > most)
            throw new LimitError("TOKENS_EXCEEDED", $"The document has {empty} blanks and commas; for its length {most} are allowed.", most, empty);
    }

    /// <summary>No fewer tokens than there are, far quicker told than by the lexer: what stands in texts and comments is counted too. And the blanks and commas.</summary>
    private static (int MostTokens, int Empty) Estimate(string document)
    {
        var (tokens, empty, isInWord) = (0, 0, false);
        foreach (var sign in document)
        {
            var isWord = false;
            if (sign is ' ' or ',' or '\n' or '\r' or '\t' or '\uFEFF')
                empty++;
            else if (!(isWord = char.IsAsciiLetterOrDigit(sign) || sign == '_') || !isInWord)
                tokens++;
            isInWord = isWord;
        }
        return (tokens, empty);
    }

    // Whether digits stand in a number or in a text, only the lexer knows; it is asked where there are many of them in a row.
    private static void RefuseLongNumbers(string document)
    {
        // Where so many stand in a row, one of them is met at such a distance.
        var at = QueryLimits.MostDigits;
        while (at < document.Length && !char.IsAsciiDigit(document[at]))
            at += QueryLimits.MostDigits + 1;
        var digits = 0;
        for (at -= QueryLimits.MostDigits; at < document.Length && digits <= QueryLimits.MostDigits; at++)
            digits = char.IsAsciiDigit(document[at]) ? digits + 1 : 0;
        if (digits <= QueryLimits.MostDigits)
            return;
        try
        {
            for (var token = Lexer.Lex(document, 0); token.Kind != TokenKind.EOF; token = Lexer.Lex(document, token.End))
            {
                if (token.Kind is TokenKind.INT or TokenKind.FLOAT && token.End - token.Start > QueryLimits.MostDigits)
                    throw LimitError.OfDigits();
            }
        }
        catch (GraphQLSyntaxErrorException fault)
        {
            throw new SyntaxError(fault);
        }
    }

    private void Check(DocumentExtent extent)
    {
        if (extent.Cycle is { } fragment)
            throw new ValidationError($"The fragment '{fragment}' uses itself.") { Code = "NO_FRAGMENT_CYCLES" };
        if (extent.Depth > limits.Depth)
            throw new LimitError("DEPTH_EXCEEDED", $"The document is nested {extent.Depth} levels deep; {limits.Depth} are allowed.", limits.Depth, extent.Depth);
        if (extent.RootFields > limits.RootFields)
            throw new LimitError("ROOT_FIELDS_EXCEEDED", $"An operation selects {extent.RootFields:0} fields at its root; {limits.RootFields} are allowed. Send several requests.", limits.RootFields, extent.RootFields);
        if (extent.Aliases > limits.Aliases)
            throw new LimitError("ALIASES_EXCEEDED", $"The document renames or repeats {extent.Aliases:0} fields, counting a fragment's wherever it is used; {limits.Aliases} are allowed.", limits.Aliases, extent.Aliases);
        if (extent.Selections > limits.Selections)
            throw new LimitError("SELECTIONS_EXCEEDED", $"The document has {extent.Selections:0} selections, counting a fragment's wherever it is used and what stands beside them; {limits.Selections} are allowed. Ask for fewer fields, and send lists as variables.", limits.Selections, extent.Selections);
    }

    // A document that has passed what is checked before is small enough to be counted in pairs.
    private void CheckPairs(double pairs)
    {
        if (pairs > limits.Selections)
            throw new LimitError("SELECTIONS_EXCEEDED", $"The document selects the same fields, or fragments at the same place, in {pairs:0} pairs; {limits.Selections} are allowed. Select each once.", limits.Selections, pairs);
    }
}
