# Everybody, or some? Refused requests, and those that are served, by hour, host and first segment of the path, key pair, and the
# reason that can be seen in the standard logs in this directory: {runbooksGuide}
# All key pair IDs of the key group, as runbooks.env has them
if [ -f runbooks.env ]; then KEY_PAIR_IDS=$(sed -n 's/^KEY_PAIR_IDS=//p' runbooks.env | tr -d "'"); fi
KEY_PAIR_IDS=$\{KEY_PAIR_IDS:-K2JCJMDEHXQW5F K3P2RLWVXEXAMP}
gunzip -c *.gz | awk -F '\t' -v keys="$KEY_PAIR_IDS" '
  function sent(name) {
    return match(grant, "&" name "=[^&]*") ? substr(grant, RSTART + length(name) + 2, RLENGTH - length(name) - 2) : ""
  }
  function seconds(date, time,   d, t, y, m) {
    split(date, d, "-"); split(time, t, ":"); y = d[1] - (d[2] < 3); m = (d[2] + 9) % 12
    return (365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * m + 2) / 5) + d[3] - 719469) * 86400 \
      + t[1] * 3600 + t[2] * 60 + t[3]
  }
  $9 ~ /^(200|206|304|403)$/ {
    grant = "&" $12 ";" $13
    gsub(/;(%20| )*(CloudFront-)?/, "\\&", grant)
    key = sent("Key-Pair-Id"); split($8, path, "/")
    reason = $9 < 400 ? "served" : key == "" ? "no signature" \
      : index(" " keys " ", " " key " ") == 0 ? "unknown key pair" \
      : sent("Expires") != "" && sent("Expires") + 0 <= seconds($1, $2) ? "expired" : $29
    rows[$1 " " substr($2, 1, 2) "\t" $16 "/" path[2] "\t" key "\t" reason]++
    any = 1
  }
  END {
    for (row in rows) print row "\t" rows[row]
    if (!any) print "no request in the output format w3c" > "/dev/stderr"
  }' | sort
