"""What a check found, in every form it leaves the product: JSON, one HTML file, SARIF, a table of a folder.

Page, command and API say the same because they all start from one `Report`.
"""
