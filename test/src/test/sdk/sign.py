# Signs with botocore: python3 sign.py SITE EPOCH_SECONDS KEYS OPENSSL
# Prints for each signature its labels, the URL, and the cookies, separated by tabs. botocore leaves the signature to its
# caller, and does not make cookies.
import subprocess
import sys
from datetime import datetime, timedelta, timezone

from botocore.signers import CloudFrontSigner

site, seconds, keys, openssl = sys.argv[1:]
file = site + '/private/a.txt?size=m'
end = datetime.fromtimestamp(int(seconds), timezone.utc)


def sign(key_pair_id, digest):
    key = f'{keys}/{key_pair_id}.pem'
    return lambda message: subprocess.run([openssl, 'dgst', '-' + digest, '-sign', key], input=message,
                                          capture_output=True, check=True).stdout


for key_pair_id in ['KRSA', 'KEC']:
    for hash_algorithm, marker in [('SHA1', ''), ('SHA1', '&Hash-Algorithm=SHA1'), ('SHA256', '&Hash-Algorithm=SHA256')]:
        signer = CloudFrontSigner(key_pair_id, sign(key_pair_id, hash_algorithm.lower()))
        policy = signer.build_policy(site + '/private/*', end, date_greater_than=end - timedelta(hours=1),
                                     ip_address='127.0.0.1')
        labels = [key_pair_id, hash_algorithm, 'marked' if marker else 'unmarked']
        print(' '.join(labels + ['canned']), signer.generate_presigned_url(file, date_less_than=end) + marker, '', sep='\t')
        print(' '.join(labels + ['custom']), signer.generate_presigned_url(file, policy=policy) + marker, '', sep='\t')
