dotnet build tests/$1 -c Release 2>&1 | grep -E 'error|Warn|Error|Elapsed' | sed 's/\[\/.*//' | sort -u | head -${2:-40}
